#!/usr/bin/env bats
# formats.bats - complaints for programs: our JSON, and SARIF judged by its schema.

bats_require_minimum_version 1.5.0
load helper

setup_file() { tools; }

# A project with complaints of every kind: with and without a place, with hints, in a file with a space in its name.
setup() {
    new_project
    sed -i 's/^- Trạng thái: .*/- Trạng thái: Xong "rồi" \\/' content/2024/q2.md
    rm content/2024/minh-chung/bien-ban-10-6.pdf
    cp content/2024/q3.md "content/2024/quý 3.md"
}

@test "JSON: well-formed, and the same complaints as the text" {
    run --separate-stderr "$BAOCAO" --format json check
    [ "$status" -eq 1 ]
    [ -z "$stderr" ]
    printf '%s' "$output" >out.json
    "$BAOCAO" check 2>text || true
    python3 - <<'PY'
import json, re
d = json.load(open("out.json", encoding="utf-8"))
text = open("text", encoding="utf-8").read()
lines = re.findall(r"^(\S[^\n]*?): \S+(?: \S+)? \[([A-Z]\d+)\]: (.*)$", text, re.M)
ours = [((x["file"] if "file" in x else "baocao") + (":%d:%d" % (x["line"], x["column"]) if "line" in x else ""), x["code"], x["message"]) for x in d["diagnostics"]]
assert len(lines) > 20 and sorted(lines) == sorted(ours), (lines[:3], ours[:3])
assert d["exit"] == 1 and d["errors"] == sum(x["level"] == "error" for x in d["diagnostics"])
assert all(x["hints"] for x in d["diagnostics"] if x["code"] == "T007")
for x in d["diagnostics"]:
    if "line" in x:
        line = open(x["file"], encoding="utf-8").read().split("\n")[x["line"] - 1]
        assert x["column"] - 1 + x["length"] <= len(line), x
        if x["code"] == "T007":
            assert line[x["column"] - 1:][:x["length"]].startswith("Xong"), x
PY
}

@test "SARIF: valid by its schema, also when there is nothing to say" {
    need node
    [ -f "$TOOLS/node_modules/@microsoft/sarif-multitool-linux/sarif-2.1.0.json" ] || skip "không cài được lược đồ SARIF (npm ci)"
    "$BAOCAO" --format sarif check >bad.sarif || true
    "$BAOCAO" --format sarif --lang en nonsense >usage.sarif || true
    "$BAOCAO" --format sarif --version >empty.sarif
    cat >judge.js <<'JS'
const Ajv = require(process.argv[2] + "/node_modules/ajv/dist/2020");
const fs = require("fs");
const schema = JSON.parse(fs.readFileSync(process.argv[2] + "/node_modules/@microsoft/sarif-multitool-linux/sarif-2.1.0.json"));
const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
for (const file of process.argv.slice(3)) {
    const log = JSON.parse(fs.readFileSync(file));
    if (!validate(log)) { console.log(file, validate.errors); process.exit(1); }
    console.log(file, log.runs[0].results.length);
}
if (validate({ version: "2.1.0", runs: [{}] })) { console.log("the schema refuses nothing"); process.exit(1); }
JS
    run node judge.js "$TOOLS" bad.sarif usage.sarif empty.sarif
    echo "$output"
    [ "$status" -eq 0 ]
    [[ $output == *"usage.sarif 1"* ]]
}
