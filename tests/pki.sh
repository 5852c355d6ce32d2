#!/usr/bin/env bash
# pki.sh - makes a test PKI with the openssl command: pki.sh FOLDER. Every passphrase is "bi-mat". Nothing here is secret.
#
#   root.pem, other-root.pem     trusted, and a stranger with another key
#   ca.pem                       issues all that follow
#   principal.p12 (RSA-2048)  organisation.p12 (P-256)  p384.p12         the good ones, also as NAME.pem and NAME.key
#   expired.p12 (2020)  early.p12 (from 2090)  usage.p12 (key usage keyEncipherment)  server.p12 (serverAuth)
#   short.p12 (RSA-1024)  p192.p12  sha1.p12 (issued with SHA-1)  mismatch.p12 (a key without its certificate)
#   ed25519.p12  large.p12 (a certificate of 20 KB)  old.p12 (RC2-40)  tsa.pem, tsa.key, tsa.cnf
set -eu
folder=$1
mkdir -p "$folder"
cd "$folder"
umask 077
exec 2>openssl.log

cat > ext.cnf <<'CNF'
[req]
distinguished_name = name
prompt = no
[name]
CN = unused
[root]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[ca]
basicConstraints = critical,CA:TRUE,pathlen:0
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[signer]
basicConstraints = CA:FALSE
keyUsage = critical,digitalSignature,nonRepudiation
extendedKeyUsage = clientAuth,emailProtection
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[large]
keyUsage = critical,digitalSignature
nsComment = LONG
[usage]
basicConstraints = CA:FALSE
keyUsage = critical,keyEncipherment
[server]
basicConstraints = CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = serverAuth
[tsa]
basicConstraints = CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
authorityKeyIdentifier = keyid
CNF
long=$(printf '%20000s' '' | tr ' ' x)
sed -i "s/LONG/$long/" ext.cnf
: > index.txt
cat > ca.cnf <<'CNF'
[ca]
default_ca = any
[any]
database = index.txt
rand_serial = yes
new_certs_dir = .
policy = any_name
unique_subject = no
default_md = sha256
copy_extensions = none
[any_name]
countryName = optional
organizationName = optional
commonName = supplied
CNF

serial=4096
# issue NAME SUBJECT SECTION CA FROM TO [MD]: from NAME.key; dates are YYYYMMDD.
issue() {
    serial=$((serial + 1))
    openssl req -new -utf8 -key "$1.key" -subj "$2" -config ext.cnf -out "$1.csr"
    openssl ca -batch -utf8 -notext -config ca.cnf -cert "$4.pem" -keyfile "$4.key" -startdate "${5}000000Z" -enddate "${6}000000Z" \
        -md "${7:-sha256}" -extfile ext.cnf -extensions "$3" -in "$1.csr" -out "$1.pem"
}
rsa() { openssl genrsa -out "$1.key" "${2:-2048}"; }
curve() { openssl ecparam -genkey -noout -name "$2" -out "$1.key"; }
p12() { openssl pkcs12 -export -inkey "${2:-$1}.key" -in "$1.pem" -certfile ca.pem -name "$1" -passout pass:bi-mat -out "$1.p12"; }

curve root prime256v1 && curve other-root prime256v1 && curve ca prime256v1
rsa principal && curve organisation prime256v1 && curve p384 secp384r1 && rsa short 1024 && curve p192 prime192v1 && curve other prime256v1
openssl genpkey -algorithm ED25519 -out ed25519.key
for name in expired early usage server sha1 large; do cp organisation.key $name.key; done
cp principal.key tsa.key

for name in root other-root; do
    openssl req -new -utf8 -key $name.key -subj "/C=VN/O=Cơ quan thử nghiệm/CN=Gốc thử nghiệm" -config ext.cnf -out $name.csr
    openssl ca -batch -utf8 -notext -config ca.cnf -selfsign -keyfile $name.key -startdate 20200101000000Z -enddate 20990101000000Z \
        -extfile ext.cnf -extensions root -in $name.csr -out $name.pem
done
issue ca "/C=VN/O=Cơ quan thử nghiệm/CN=CA thử nghiệm" ca root 20200101 20950101
school="/C=VN/O=Trường THCS Thử Nghiệm"
issue principal "$school/CN=Nguyễn Thị Hiệu Trưởng" signer ca 20230101 20900101
issue organisation "$school/CN=Trường THCS Thử Nghiệm" signer ca 20230101 20900101
issue p384 "$school/CN=Khóa P-384" signer ca 20230101 20900101
issue expired "$school/CN=Hết hạn" signer ca 20200101 20210101
issue early "$school/CN=Chưa đến" signer ca 20900101 20940101
issue usage "$school/CN=Sai mục đích" usage ca 20230101 20900101
issue server "$school/CN=may-chu.example" server ca 20230101 20900101
issue short "$school/CN=RSA ngắn" signer ca 20230101 20900101
issue p192 "$school/CN=ECDSA ngắn" signer ca 20230101 20900101
issue sha1 "$school/CN=SHA-1" signer ca 20230101 20900101 sha1
issue ed25519 "$school/CN=Ed25519" signer ca 20230101 20900101
issue large "$school/CN=Chứng thư lớn" large ca 20230101 20900101
issue tsa "/C=VN/O=Cơ quan thử nghiệm/CN=TSA thử nghiệm" tsa ca 20200101 20900101

for name in principal organisation p384 expired early usage server short p192 sha1 ed25519 large; do p12 $name; done
openssl pkcs12 -export -nocerts -inkey other.key -name other -passout pass:bi-mat -out mismatch.p12
openssl pkcs12 -export -legacy -certpbe PBE-SHA1-RC2-40 -keypbe PBE-SHA1-RC2-40 -macalg sha1 -inkey principal.key -in principal.pem \
    -passout pass:bi-mat -out old.p12

tsa_config() { # tsa_config CERTIFICATE KEY
    cat <<CNF
[tsa]
default_tsa = tsa_here
[tsa_here]
dir = $PWD
serial = $PWD/tsa-serial
crypto_device = builtin
signer_cert = $PWD/$1.pem
certs = $PWD/ca.pem
signer_key = $PWD/$2.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
ordering = no
tsa_name = no
ess_cert_id_chain = no
ess_cert_id_alg = sha256
CNF
}
echo 01 > tsa-serial
tsa_config tsa tsa > tsa.cnf
