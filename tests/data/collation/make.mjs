// make.mjs - prints texts in the order of ICU's Vietnamese collation: node tests/data/collation/make.mjs > tests/data/collation/vi.txt
// The unit test test_base_collate holds base/collate.c against the file; collation.bats makes it anew and compares.
// Syllables and signs come from a small random generator of our own, so that every run prints the same.
let seed = 20240917;
const random = n => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0, Math.floor(seed / 4294967296 * n));
const pick = list => list[random(list.length)];

const onsets = ['', 'b', 'c', 'ch', 'd', 'đ', 'f', 'g', 'gh', 'gi', 'h', 'j', 'kh', 'l', 'm', 'n', 'ng', 'nh', 'ph', 'qu', 's', 't', 'th', 'tr', 'v', 'w', 'x', 'z'];
const vowels = ['a', 'ă', 'â', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'y', 'oa', 'iê', 'ươ', 'uô', 'oă', 'uâ'];
const tones = ['', '', '', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323'];
const codas = ['', '', 'c', 'ch', 'i', 'm', 'n', 'ng', 'nh', 't'];
const joints = [' ', ' ', ' ', '', '-', ', ', ' – ', '/', '. ', ' (', '” ', '… '];

function syllable() {
    let nucleus = pick(vowels);
    // The tone on any vowel of the nucleus: hòa and hoà are both written.
    const at = 1 + random(nucleus.length);
    nucleus = nucleus.slice(0, at) + pick(tones) + nucleus.slice(at);
    let text = (pick(onsets) + nucleus + pick(codas)).normalize('NFC');
    const shape = random(8);
    if (shape === 0) text = text.toUpperCase();
    else if (shape < 3) text = text[0].toUpperCase() + text.slice(1);
    return random(12) === 0 ? String(random(120)) : text;
}

const texts = new Set(['a', 'A', 'á', 'Á', 'hoa', 'hòa', 'hoà', 'Hòa', 'HÒA', 'đ', 'Đ', 'd', 'D', 'dz', 'đa', 'da', 'ậ', 'ặ', 'ợ', 'ự', 'ệ']);
while (texts.size < 3000) {
    let text = syllable();
    for (let more = random(3); more > 0; more--) text += pick(joints) + syllable();
    // Many texts differ only in a tone or in a capital: that is where orders go wrong.
    texts.add(text);
    if (random(3) === 0) texts.add(text.normalize('NFD').replace(/[\u0300\u0301\u0303\u0309\u0323]/, () => pick(tones)).normalize('NFC'));
    if (random(4) === 0) texts.add(text.toLowerCase());
}
const collator = new Intl.Collator('vi');
if (collator.resolvedOptions().locale !== 'vi') throw new Error('this node has no Vietnamese collation');
process.stdout.write([...texts].sort((a, b) => collator.compare(a, b) || (a < b ? -1 : 1)).join('\n') + '\n');
