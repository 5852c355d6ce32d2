// judge.mjs - Lighthouse's default judgement (a phone, slow 4G) of every page of a site. Usage: node judge.mjs SITE PORT [REGEX]
// Exit 1 when a page has less than 100 in a category, or paints later than a second. What is amiss follows each row.
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';
import { extname, join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

const [site, port, wanted = ''] = process.argv.slice(2);
const module = (path) => import(pathToFileURL(join(resolve(process.env.TOOLS), 'node_modules', path)).href);
const { default: lighthouse } = await module('lighthouse/core/index.js');
const { default: RobotsTxt } = await module('lighthouse/core/audits/seo/robots-txt.js');
const chromeLauncher = await module('chrome-launcher/dist/index.js');

const COMPRESSED = !process.env.PLAIN; // as nearly every host sends text; PLAIN=1: as it is on the disk
const BELOW = '/truong/papi/', PAINT = 1000; // ms
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
const TYPES = { '.html': 'text/html; charset=utf-8', '.png': 'image/png', '.jpg': 'image/jpeg', '.svg': 'image/svg+xml', '.xml': 'application/xml',
    '.pdf': 'application/pdf', '.csv': 'text/csv', '.txt': 'text/plain; charset=utf-8' };

function* pagesBelow(folder) {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) yield* pagesBelow(path);
        else if (entry.name.endsWith('.html') && !readFileSync(path, 'utf8').includes('http-equiv="refresh"')) yield path;
    }
}

const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://x').pathname);
    const file = path.startsWith(BELOW) ? join(site, path.slice(BELOW.length)) : join(site, path === '/robots.txt' ? 'robots.txt' : '\0');
    if (path.includes('..') || file.includes('\0') || !existsSync(file) || !statSync(file).isFile()) {
        response.writeHead(404).end();
        return;
    }
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    if (COMPRESSED && /text|xml/.test(type)) response.writeHead(200, { 'Content-Type': type, 'Content-Encoding': 'gzip' }).end(gzipSync(readFileSync(file)));
    else createReadStream(file).pipe(response.writeHead(200, { 'Content-Type': type }));
});
await new Promise((done) => server.listen(Number(port), '127.0.0.1', done));

// Lighthouse's measure of the machine at each page; it assumes 1500 and more when it makes a phone of it.
const machine = [];

// Lines on what was taken marks off for, and whether the page passed.
async function judge(chrome, name) {
    // Lighthouse fetches robots.txt as the page, which our policy (default-src 'none') forbids: judgeRobots asks it of the server. The page
    // for addresses that are not there wants not to be indexed, and rightly.
    const skipAudits = ['robots-txt', ...(name === '404.html' ? ['is-crawlable'] : [])];
    const { lhr } = await lighthouse(`http://127.0.0.1:${port}${BELOW}${name}`,
        { port: chrome.port, output: 'json', logLevel: 'silent', onlyCategories: CATEGORIES, skipAudits });
    const marks = CATEGORIES.map((c) => Math.round((lhr.categories[c]?.score ?? 0) * 100));
    machine.push(lhr.environment?.benchmarkIndex ?? 0);
    const paint = lhr.audits['first-contentful-paint']?.numericValue ?? Infinity;
    const fine = !lhr.runtimeError && marks.every((m) => m === 100) && paint <= PAINT;
    console.log(`${fine ? ' ' : '!'} ${name.padEnd(24)}${marks.map((m) => String(m).padStart(6)).join('')}${String(Math.round(paint)).padStart(8)} ms`);
    if (lhr.runtimeError) console.log(`      ${lhr.runtimeError.message}`);
    for (const c of CATEGORIES)
        for (const ref of lhr.categories[c]?.auditRefs ?? []) {
            const audit = lhr.audits[ref.id];
            if (ref.weight > 0 && audit.score !== null && audit.score < 1 && !fine)
                console.log(`      ${c}: ${ref.id} ${audit.displayValue ?? ''} ${JSON.stringify(audit.details?.items?.slice(0, 3) ?? '').slice(0, 400)}`);
        }
    return fine;
}

// robots.txt by Lighthouse's own rules; none at all is fine.
async function judgeRobots() {
    const response = await fetch(`http://127.0.0.1:${port}/robots.txt`);
    const result = RobotsTxt.audit({ RobotsTxt: { status: response.status, content: response.ok ? await response.text() : null } });
    const fine = result.notApplicable || result.score === 1;
    console.log(`${fine ? ' ' : '!'} robots.txt ${response.ok ? 'is sound' : 'is not there'}${fine ? '' : `: ${JSON.stringify(result)}`}`);
    return fine;
}

const chrome = await chromeLauncher.launch({ chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });
let failed = 0, count = 0;
try {
    console.log(`  ${'page'.padEnd(24)}  perf  a11y  best   seo   first paint`);
    for (const path of pagesBelow(site)) {
        const name = relative(site, path).split(sep).join('/');
        if (!new RegExp(wanted).test(name)) continue;
        count++;
        if (!(await judge(chrome, name))) failed++;
    }
    if (!(await judgeRobots())) failed++;
} finally {
    await chrome.kill();
    server.close();
}
console.log(`  the machine at these times, by Lighthouse's measure: ${Math.min(...machine)} to ${Math.max(...machine)}; below 1500 its phone is slower than meant`);
console.log(`${count} pages, ${failed} failed: 100 in all four, painted within ${PAINT} ms`);
process.exit(failed > 0 || count === 0 ? 1 : 0);
