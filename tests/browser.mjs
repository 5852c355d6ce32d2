// browser.mjs - looks at every page of a built site in Debian's Chromium, from disk and from a sub-path over HTTP, without JavaScript.
// Usage: node browser.mjs SITE REPORT [SCREENSHOTS]; PAGES=REGEX limits the pages.
// TOOLS is the folder that holds node_modules (helper.bash). What was looked at and what was wrong goes to REPORT, a line each:
//   seen CHECK PAGE        fault CHECK PAGE words
// Exit 0 when it could look at everything, whatever it saw; browser.bats judges.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { appendFileSync, createReadStream, existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { extname, join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

const [site, report, screenshots] = process.argv.slice(2);
const require = createRequire(join(resolve(process.env.TOOLS), 'node_modules', 'x'));
const { chromium } = require('playwright-core');
const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const WIDTHS = [320, 360, 768, 1280]; // 320 is also 1280 at 400 %
const SCHEMES = ['light', 'dark'];
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'];

const note = (kind, check, page, words = '') =>
    appendFileSync(report, `${kind} ${check} ${page}${words && ' '}${words.replace(/\s+/g, ' ')}\n`);

function* pagesBelow(folder) {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) yield* pagesBelow(path);
        else if (entry.name.endsWith('.html')) yield path;
    }
}

// Pages that only lead on to another are not looked at.
const pages = [...pagesBelow(site)].filter((path) => !readFileSync(path, 'utf8').includes('http-equiv="refresh"'))
    .map((path) => relative(site, path).split(sep).join('/')).filter((name) => new RegExp(process.env.PAGES ?? '').test(name));

// ---- a server that offers the site below a sub-path, and nothing else ----

const TYPES = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.png': 'image/png', '.jpg': 'image/jpeg', '.xml': 'application/xml',
    '.pdf': 'application/pdf', '.csv': 'text/csv' };
const BELOW = '/truong/papi/';

function serve() {
    const server = createServer((request, response) => {
        const path = decodeURIComponent(new URL(request.url, 'http://x').pathname);
        const file = join(site, path.slice(BELOW.length));
        if (!path.startsWith(BELOW) || path.includes('..') || !existsSync(file) || !statSync(file).isFile()) {
            response.writeHead(404).end();
            return;
        }
        response.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' });
        createReadStream(file).pipe(response);
    });
    return new Promise((done) => server.listen(0, '127.0.0.1', () => done(server)));
}

// ---- what is looked at on a page; each runs inside the page and returns words on what is wrong ----

// Wider than the window, anything: the page would have to be pushed sideways.
function sideways() {
    const width = document.documentElement.clientWidth, wrong = [];
    if (document.documentElement.scrollWidth > width) {
        for (const e of document.body.querySelectorAll('*')) {
            const box = e.getBoundingClientRect();
            if (box.width > 1 && box.right > width + 1 && wrong.length < 3)
                wrong.push(`${e.tagName.toLowerCase()}.${e.getAttribute('class') ?? ''} ends at ${Math.round(box.right)}`);
        }
        wrong.unshift(`${document.documentElement.scrollWidth} > ${width}`);
    }
    return wrong.join('; ');
}

// Lines closer than 1.5 cut two marks on a capital; so does a box that hides what is higher than itself.
function clipped() {
    const wrong = new Set();
    for (const e of document.body.querySelectorAll('*')) {
        if (e instanceof SVGElement || ![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())) continue;
        const style = getComputedStyle(e), size = parseFloat(style.fontSize), line = parseFloat(style.lineHeight);
        const name = `${e.tagName.toLowerCase()}.${e.getAttribute('class') ?? ''}`;
        const box = e.getBoundingClientRect();
        if (box.width <= 1 || box.height <= 1) continue; // for screen readers only
        if (!(line >= 1.499 * size)) wrong.add(`${name}: line ${line}, letters ${size}`);
        if (style.overflowY !== 'visible' && style.display !== 'inline' && e.scrollHeight > e.clientHeight + 1) wrong.add(`${name}: cut below`);
        if (style.textOverflow === 'ellipsis' && e.scrollWidth > e.clientWidth) wrong.add(`${name}: cut by an ellipsis`);
        if (size < 14) wrong.add(`${name}: letters of ${size}`);
    }
    return [...wrong].slice(0, 4).join('; ');
}

// The places that the Tab key has to reach, each with a name to compare by.
function stops() {
    return [...document.querySelectorAll('a[href], summary, button, input, select, textarea, [tabindex]')]
        .filter((e) => e.tabIndex >= 0 && e.checkVisibility() && !(e.closest('details:not([open])') && e.tagName !== 'SUMMARY'))
        .map((e, i) => { e.dataset.stop = i; return e.dataset.stop; });
}

// Where the focus is: its place in the order, and what is wrong with how it shows.
function focused() {
    const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
    const wrong = [];
    if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) wrong.push('no outline');
    if (box.bottom < 1 || box.top > innerHeight - 1 || box.right < 1 || box.left > innerWidth - 1) wrong.push('out of sight');
    return { stop: e.dataset?.stop, wrong: wrong.map((w) => `${w}: ${e.textContent.trim().slice(0, 40)}`).join('; ') };
}

// Links and buttons that a thumb has to hit: 24 by 24, unless they stand in a sentence (WCAG 2.2, 2.5.8).
function small() {
    return [...document.querySelectorAll('nav a, summary, .tai-ve, h3 > a')].filter((e) => e.checkVisibility() && !e.closest('p'))
        .map((e) => [e, e.getBoundingClientRect()]).filter(([, box]) => box.width > 1 && (box.height < 24 || box.width < 24))
        .map(([e, box]) => `${e.textContent.trim().slice(0, 30)}: ${Math.round(box.width)} × ${Math.round(box.height)}`).slice(0, 3).join('; ');
}

// Cookies and storage stay empty.
async function stored(context) {
    return (await context.cookies()).map((c) => c.name).join(', ');
}

// Runs the axe rules for WCAG 2.2 AA and its good practice.
async function axe(page) {
    await page.evaluate(`if (!window.axe) { ${axeSource} }`);
    return page.evaluate(async () => {
        const result = await window.axe.run(document, {
            preload: false, // it would fetch the stylesheet, which a page on disk may not
            runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
            resultTypes: ['violations'],
        });
        return result.violations.map((v) => `${v.id}: ${v.nodes[0].html.slice(0, 120)} (${v.nodes.length})`).join('; ');
    });
}

async function keyboard(page, name) {
    const wanted = await page.evaluate(stops);
    let faults = 0;
    for (const stop of wanted) {
        await page.keyboard.press('Tab');
        const at = await page.evaluate(focused);
        if ((at.stop !== stop || at.wrong) && ++faults <= 3) note('fault', 'keyboard', name, `${at.wrong || `stop ${at.stop} instead of ${stop}`}`);
    }
    note('seen', 'keyboard', name, String(wanted.length));
}

async function print(page, name) {
    await page.emulateMedia({ media: 'print', colorScheme: 'light' });
    const pdf = await page.pdf({ preferCSSPageSize: true });
    await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
    const folder = `${report}.print`;
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${name.replaceAll('/', '-')}.pdf`), pdf);
    note('seen', 'print', name);
}

const shot = (page, name, words) => page.screenshot({ fullPage: true, path: join(screenshots, `${name.replaceAll('/', '-').replace(/\.html$/, '')}-${words}.png`) });

// Opens a page and watches: every request must be answered by the site itself, and the console stays silent.
async function open(context, base, name, origin) {
    const page = await context.newPage();
    page.on('console', (message) => note('fault', 'console', name, `${origin}: ${message.text()}`));
    page.on('pageerror', (error) => note('fault', 'console', name, `${origin}: ${error.message}`));
    page.on('requestfailed', (request) => note('fault', 'requests', name, `${origin}: failed ${request.url()}`));
    page.on('request', (request) => {
        if (!request.url().startsWith(base) && !request.url().startsWith('data:')) note('fault', 'requests', name, `${origin}: ${request.url()}`);
    });
    page.on('response', (response) => {
        if (response.status() >= 400) note('fault', 'requests', name, `${origin}: ${response.status()} ${response.url()}`);
    });
    await page.goto(base + name, { waitUntil: 'load' });
    note('seen', 'console', name, origin);
    note('seen', 'requests', name, origin);
    return page;
}

async function look(context, base, name, origin) {
    const page = await open(context, base, name, origin);
    for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: width < 500 ? 640 : 800 });
        for (const colorScheme of SCHEMES) {
            await page.emulateMedia({ colorScheme });
            const where = `${origin}, ${width} px, ${colorScheme}`;
            for (const [check, look] of [['sideways', sideways], ['clipped', clipped], ['small', small]]) {
                if (check !== 'sideways' && (origin !== 'disk' || colorScheme !== 'light')) continue;
                const wrong = await page.evaluate(look);
                if (wrong) note('fault', check, name, `${where}: ${wrong}`);
                note('seen', check, name, where);
            }
            if (screenshots && origin === 'disk' && (width === 360 || width === 1280)) await shot(page, name, `${width}-${colorScheme}`);
        }
    }
    if (origin === 'disk') {
        await page.setViewportSize({ width: 360, height: 640 });
        await page.emulateMedia({ colorScheme: 'light' });
        await keyboard(page, name);
        await print(page, name);
    }
    const left = await stored(context);
    if (left) note('fault', 'stored', name, left);
    note('seen', 'stored', name, origin);
    await page.close();
}

// axe is itself a program in the page, so it has a context of its own, in which JavaScript runs.
async function judge(context, base, name) {
    const page = await open(context, base, name, 'axe');
    for (const width of [360, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        for (const colorScheme of SCHEMES) {
            await page.emulateMedia({ colorScheme });
            const where = `${width} px, ${colorScheme}`, wrong = await axe(page);
            if (wrong) note('fault', 'axe', name, `${where}: ${wrong}`);
            note('seen', 'axe', name, where);
        }
    }
    await page.close();
}

writeFileSync(report, '');
if (screenshots) mkdirSync(screenshots, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: true, timeout: 60000, args: FLAGS });
const server = await serve();
try {
    const settings = { locale: 'vi-VN', reducedMotion: 'reduce' };
    const context = await browser.newContext({ ...settings, javaScriptEnabled: false });
    const judged = await browser.newContext(settings);
    for (const c of [context, judged]) c.setDefaultTimeout(30000);
    const origins = { disk: `${pathToFileURL(resolve(site))}/`, http: `http://127.0.0.1:${server.address().port}${BELOW}` };
    for (const [origin, base] of Object.entries(origins)) for (const name of pages) await look(context, base, name, origin);
    for (const name of pages) await judge(judged, origins.disk, name);
} finally {
    await browser.close();
    server.close();
}
