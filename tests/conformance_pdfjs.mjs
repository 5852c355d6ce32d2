// conformance_pdfjs.mjs TOOLS FILE [structure] - the text of a PDF as pdf.js reads it, or the roles of its structure; its warnings go to stderr.
import { readFileSync } from "node:fs";
const [tools, file, what] = process.argv.slice(2);
const pdfjs = await import(tools + "/node_modules/pdfjs-dist/legacy/build/pdf.mjs");
console.warn = console.log = (...words) => process.stderr.write(words.join(" ") + "\n");
const document = await pdfjs.getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: 1, useSystemFonts: false, disableFontFace: true }).promise;
const show = (node, depth) => {
    if (node.role) process.stdout.write(" ".repeat(depth) + node.role + "\n");
    for (const child of node.children ?? []) show(child, depth + 1);
};
for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    if (what === "structure") show((await page.getStructTree()) ?? {}, 0);
    else process.stdout.write((await page.getTextContent()).items.map((item) => item.str + (item.hasEOL ? "\n" : "")).join("") + "\n");
}
