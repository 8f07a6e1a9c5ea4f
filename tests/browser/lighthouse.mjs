// Lighthouse, as its command line runs it with its mobile preset: for each address, how much of 100 each category
// gets and what kept it from more. One line of JSON an address.
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import process from 'node:process'

const require = createRequire(`${process.env.TOOLS}/`)
const load = async name => (await import(pathToFileURL(require.resolve(name))))
const { default: lighthouse } = await load('lighthouse')
const { launch } = await load('chrome-launcher')

// How often performance is measured at most: the middle one of three counts, and two good ones are that already.
const TIMES = Number(process.env.TIMES ?? 3)
const GOOD = 0.95

const chrome = await launch({
  chromePath: process.env.CHROMIUM,
  chromeFlags: ['--headless=new', '--no-sandbox', '--disable-dev-shm-usage', '--no-proxy-server',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
})
const measure = async (url, onlyCategories) =>
  (await lighthouse(url, { port: chrome.port, output: 'json', logLevel: 'silent', onlyCategories })).lhr

try {
  for (const url of process.argv.slice(2)) {
    const { categories, audits } = await measure(url)
    const score = Object.fromEntries(Object.values(categories).map(({ id, score }) => [id, score]))
    const speeds = [score.performance]
    while (speeds.length < TIMES && speeds.filter(speed => speed >= GOOD).length < 2) {
      speeds.push((await measure(url, ['performance'])).categories.performance.score)
    }
    speeds.sort((a, b) => b - a)
    score.performance = speeds[Math.floor(speeds.length / 2)]
    const wants = Object.values(categories).filter(({ id }) => id !== 'performance').flatMap(({ auditRefs }) => auditRefs)
      .filter(({ id, weight }) => weight && audits[id].score !== null && audits[id].score < 1)
      .map(({ id }) => `${id}: ${audits[id].title} ${audits[id].explanation ?? ''} ${JSON.stringify(audits[id].details?.items ?? []).slice(0, 400)}`)
    process.stdout.write(JSON.stringify({ url, score, wants }) + '\n')
  }
} finally {
  await chrome.kill()
}
