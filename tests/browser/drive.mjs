// Drives a real Chromium for the tests: reads one JSON command a line, answers with one JSON line.
// What is right or wrong is for the tests to say; this only looks.
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import { readFileSync, writeFileSync } from 'node:fs'
import process from 'node:process'

const require = createRequire(`${process.env.TOOLS}/`)
const { chromium } = require('playwright-core')
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ['--no-sandbox', '--disable-dev-shm-usage', ...JSON.parse(process.env.ARGS)],
})
let context, page, seen

// Everything a page tells while it loads, gathered before its own first script runs.
const watch = () => {
  window.seen = { shift: 0, moved: [], violations: [] }
  addEventListener('securitypolicyviolation', event =>
    window.seen.violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`))
  new PerformanceObserver(list => {
    for (const entry of list.getEntries().filter(entry => !entry.hadRecentInput)) {
      window.seen.shift += entry.value
      for (const { node, previousRect: from, currentRect: to } of entry.sources) {
        window.seen.moved.push(`${(node?.outerHTML ?? node?.data ?? '').slice(0, 80)}: ${from.x},${from.y} ${from.width}x${from.height} to ${to.x},${to.y} ${to.width}x${to.height}`)
      }
    }
  }).observe({ type: 'layout-shift', buffered: true })
}

// A clock that stands: only what time it is, not the timers and frames that a page is painted by.
const stand = now => {
  window.standing = Date.parse(now)
  window.Date = class extends Date {
    constructor(...given) { given.length ? super(...given) : super(window.standing) }
    static now() { return window.standing }
  }
}

const commands = {
  // A reader: width, height, scheme, forced, script, zone, locale; `now` stops the page's clock there.
  async reader({ width = 1280, height = 900, scheme = 'light', forced = 'none', script = true, zone = 'UTC', locale = 'en-GB', now }) {
    await context?.close()
    context = await browser.newContext({
      viewport: { width, height }, colorScheme: scheme, forcedColors: forced, javaScriptEnabled: script,
      timezoneId: zone, locale, reducedMotion: 'reduce',
    })
    page = await context.newPage()
    if (now) await page.addInitScript(stand, now)
    await page.addInitScript(watch)
    seen = { requests: [], worker: [], errors: [] }
    context.on('request', request => (request.serviceWorker() ? seen.worker : seen.requests).push(request.url()))
    page.on('console', message => message.type() === 'error' && seen.errors.push(message.text()))
    page.on('pageerror', error => seen.errors.push(String(error)))
  },
  async resize({ width, height = 900, scheme, forced }) {
    await page.setViewportSize({ width, height })
    await page.emulateMedia({ colorScheme: scheme, forcedColors: forced })
  },
  async go({ url }) {
    seen.requests.length = seen.worker.length = seen.errors.length = 0
    await page.goto(url, { waitUntil: 'load', timeout: 40000 })
    return commands.told()
  },
  async reload() {
    seen.requests.length = seen.worker.length = seen.errors.length = 0
    await page.reload({ waitUntil: 'load', timeout: 40000 })
    return commands.told()
  },
  // What came of the page so far.
  async told() {
    const inside = await page.evaluate(() => window.seen).catch(() => null)
    return { ...seen, ...inside, url: page.url(), title: await page.title() }
  },
  // Waits until the worker answers for this page.
  async controlled() {
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready
      while (!navigator.serviceWorker.controller) await new Promise(then => setTimeout(then, 50))
    })
  },
  // How many workers and how many stores of theirs this origin has.
  async workers() {
    return await page.evaluate(async () =>
      [(await navigator.serviceWorker.getRegistrations()).length, (await caches.keys()).length])
  },
  async later({ time }) { await page.waitForTimeout(time) },
  async clock({ now }) {
    await page.evaluate(now => {
      window.standing = Date.parse(now)
      document.dispatchEvent(new Event('visibilitychange'))
    }, now)
  },
  // Waits for this to stand somewhere where it can be seen.
  async until({ words }) { await page.getByText(words).first().waitFor({ timeout: 20000 }) },
  async text({ css = 'body' }) { return await page.locator(css).first().innerText() },
  async html() { return await page.content() },
  async count({ css }) { return await page.locator(css).count() },
  async visible({ css }) { return await page.locator(css).first().isVisible() },
  async attribute({ css, name }) { return await page.locator(css).first().getAttribute(name) },
  async colour({ css }) { return await page.locator(css).first().evaluate(place => getComputedStyle(place).color) },
  // What stands out of the page's right edge; with text at twice its size if asked.
  async overflow({ scale = 1 }) {
    return await page.evaluate(scale => {
      document.documentElement.style.fontSize = `${scale * 100}%`
      const wide = document.documentElement.clientWidth
      const out = []
      const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
      while (document.documentElement.scrollWidth > wide && out.length < 5 && walk.nextNode()) {
        const range = document.createRange()
        range.selectNode(walk.currentNode)
        const place = walk.currentNode
        if (range.getBoundingClientRect().right > wide + 1) out.push((place.outerHTML ?? place.data).slice(0, 160))
      }
      const over = document.documentElement.scrollWidth - wide
      document.documentElement.style.fontSize = ''
      return { over, out }
    }, scale)
  },
  async axe() {
    await page.evaluate(axe)
    const { violations } = await page.evaluate(() => window.axe.run({ resultTypes: ['violations'] }))
    return violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`))
  },
  // Small targets: what can be clicked and is no link within a text (WCAG 2.2, 2.5.8).
  async targets() {
    return await page.evaluate(() => [...document.querySelectorAll('a, button, summary')].filter(place => {
      const { width, height } = place.getBoundingClientRect()
      return width && !place.closest('p, li, td, dd, h1, h2, h3, h4') && (height < 24 || width < 24)
    }).map(place => place.outerHTML.slice(0, 120)))
  },
  // Where the keyboard goes: presses Tab until it is back, and what had a visible focus on the way.
  async tab({ most = 60 }) {
    const stops = []
    for (let at = 0; at < most; at++) {
      await page.keyboard.press('Tab')
      const stop = await page.evaluate(() => {
        const place = document.activeElement
        if (!place || place === document.body) return null
        const style = getComputedStyle(place)
        return { words: place.innerText.trim().slice(0, 60), href: place.getAttribute('href'), ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 }
      })
      if (!stop) break
      stops.push(stop)
    }
    return stops
  },
  // Follows a link.
  async follow({ css }) {
    await Promise.all([page.waitForNavigation({ waitUntil: 'load', timeout: 40000 }), page.locator(css).first().click()])
    return commands.told()
  },
  async press({ key }) { await page.keyboard.press(key) },
  async focused() { return await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200)) },
  async shot({ path, full = true }) { await page.screenshot({ path, fullPage: full }) },
  // What is seen first, as a small picture.
  async small({ path, width, height, scale }) {
    const session = await context.newCDPSession(page)
    const clip = { x: 0, y: 0, width, height, scale }
    const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 60, clip })
    writeFileSync(path, Buffer.from(data, 'base64'))
    await session.detach()
  },
  // Whether a font that was asked for has come, and how big something is.
  async font({ font }) { return await page.evaluate(async font => (await document.fonts.ready).check(font), font) },
  async box({ css }) {
    return await page.locator(css).first().evaluate(place => [place.getBoundingClientRect().width, place.getBoundingClientRect().height].map(Math.round))
  },
  // As on paper, or on a screen again.
  async media({ media }) { await page.emulateMedia({ media }) },
  // How many of these can be read: they have a place, and nothing folds them away.
  async readable({ css }) {
    return await page.evaluate(css => [...document.querySelectorAll(css)].filter(place =>
      place.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }) && place.getBoundingClientRect().height > 0).length, css)
  },
  async pdf({ path }) { await page.pdf({ path }) },
}

for await (const line of createInterface({ input: process.stdin })) {
  const { command, ...words } = JSON.parse(line)
  let told
  try {
    told = { done: await commands[command](words) ?? null }
  } catch (error) {
    told = { failed: String(error).slice(0, 2000) }
  }
  process.stdout.write(JSON.stringify(told) + '\n')
}
await browser.close()
