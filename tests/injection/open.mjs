// open.mjs - opens every page below a folder in Debian's Chromium as a hostile page would like it best: scripts run, the page's own policy
// (CSP) is put out of force, everything on it is touched. Usage: node open.mjs FOLDER
// OWN-ADDRESS (where the site says that it stands; its 404 page loads from there).
// TOOLS is the folder that holds node_modules (helper.bash). Prints "fault PAGE words" a line, at the end "opened N".
// A fault: window.__pwned is set in any frame, a dialog opens, anything is asked for outside of the folder, an element has a handler,
// an address would run something, the page leads away by itself.
import { createRequire } from 'node:module';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = resolve(process.argv[2]), own = process.argv[3];
const require = createRequire(join(resolve(process.env.TOOLS), 'node_modules', 'x'));
const { chromium } = require('playwright-core');
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'];

function* pagesBelow(below) {
    for (const entry of readdirSync(below, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
        const path = join(below, entry.name);
        if (entry.isDirectory()) yield* pagesBelow(path);
        else if (entry.name.endsWith('.html')) yield path;
    }
}

// Runs inside the page: touches everything, and returns what is wrong.
function touch() {
    const wrong = new Set();
    for (const e of document.querySelectorAll('*')) {
        for (const a of e.attributes) {
            if (/^on/i.test(a.name)) wrong.add(`${e.tagName} has ${a.name}`);
            if (/^(href|src|action|formaction|data|xlink:href)$/i.test(a.name) && /^(javascript|vbscript|data|file|blob):/i.test(a.value.replace(/[\0- ]/g, '')))
                wrong.add(`${e.tagName} ${a.name} ${a.value.slice(0, 60)}`);
        }
        for (const kind of ['mouseover', 'mouseenter', 'pointerover', 'focus', 'toggle', 'animationstart', 'error', 'load'])
            e.dispatchEvent(new Event(kind));
        if (!e.closest('a')) e.dispatchEvent(new Event('click'));
        if (e instanceof HTMLDetailsElement) e.open = true;
    }
    return [...wrong];
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: true, timeout: 60000, args: FLAGS });
let opened = 0, name = '';
const fault = (words) => console.log(`fault ${name} ${words.replace(/\s+/g, ' ').slice(0, 300)}`);
try {
    const context = await browser.newContext({ bypassCSP: true, locale: 'vi-VN', reducedMotion: 'reduce' });
    context.setDefaultTimeout(30000);
    const page = await context.newPage();
    const base = `${pathToFileURL(folder)}/`;
    page.on('dialog', (dialog) => { fault(`dialog ${dialog.message()}`); dialog.dismiss(); });
    page.on('popup', () => fault('a window opens'));
    page.on('pageerror', (error) => fault(`script: ${error.message}`));
    page.on('request', (request) => { if (!request.url().startsWith(base) && !request.url().startsWith(own)) fault(`asks for ${request.url()}`); });
    await page.route((url) => url.protocol !== 'file:', (route) => route.abort()); // told above; nothing has to leave for it
    for (const path of pagesBelow(folder)) {
        name = relative(folder, path);
        const url = pathToFileURL(path).href, leads = /<meta http-equiv="refresh" content="0; ?url=[\w./-]+">/.test(readFileSync(path, 'utf8'));
        await page.goto(url, { waitUntil: 'load' });
        if (!leads) { // a page of ours that only leads on to another of the site is gone by now
            for (const words of await page.evaluate(touch)) fault(words);
            for (const frame of page.frames()) if (await frame.evaluate(() => window.__pwned !== undefined)) fault('a script ran');
            if (page.url().split('#')[0] !== url) fault(`leads to ${page.url()}`);
        }
        opened++;
    }
} finally {
    await browser.close();
}
console.log(`opened ${opened}`);
