// What a page does in a reader's browser, and no more: the reader's own time beside the site's, how long ago
// things were, what begins or ends between two publishes, and a page that is past its time saying so.
// Nothing is fetched while the page is fresh. Every word it shows stands in the page.
const page = document, all = (css, then) => page.querySelectorAll(css).forEach(then)
const { lang, classList } = page.documentElement
const { worker, zone, root, generation, fresh } = page.body.dataset
const meta = page.querySelector('meta[name=stillup]')

// Times, as this reader writes them, where they live in another zone than the site's.
const ours = navigator.languages.find(own => own.split('-')[0] === lang.split('-')[0]) || lang
const clock = { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' }
const date = { day: 'numeric', month: 'short', year: 'numeric', ...clock }
if (zone !== Intl.DateTimeFormat().resolvedOptions().timeZone) all('time', time => {
  const at = new Date(time.dateTime), words = time.textContent
  if (time.dateTime[10] !== 'T') return
  time.title = words
  time.textContent = at.toLocaleString(ours, /\d{4}/.test(words) || at.toDateString() !== new Date().toDateString() ? date : clock)
})

const relative = new Intl.RelativeTimeFormat(ours, { numeric: 'auto' })
const ago = at => {
  const minutes = Math.round((Date.parse(at) - Date.now()) / 6e4)
  const days = Math.round(minutes / 1440)
  return Math.abs(minutes) < 90 ? relative.format(minutes, 'minute')
    : Math.abs(minutes) < 2160 ? relative.format(Math.round(minutes / 60), 'hour') : relative.format(days, 'day')
}
all('time[data-ago]', time => {
  const words = page.createElement('span')
  words.className = 'ago'
  words.dataset.at = time.dateTime
  time.after(' ', words)
})

// Other copies, asked only when this one is past its time.
let asked = 0
const look = async () => {
  if (Date.now() - asked < 3e5) return
  asked = Date.now()
  let newest = +generation
  all('#copies a', async link => {
    try {
      const keys = meta.dataset.keys
      const found = await head(new URL(root || '.', link.href).href, meta.content, keys ? keys.split(' ') : [])
      if (found.generation <= newest) return
      newest = found.generation
      all('[data-newer]', place => {
        const to = place.querySelector('a')
        to.href = link.href
        to.textContent = link.textContent
        place.hidden = false
      })
    } catch {}
  })
}

const tick = () => {
  const now = Date.now()
  all('.ago', words => { words.textContent = `(${ago(words.dataset.at)})` })
  all('[data-from], [data-until]', place => {
    place.hidden = now < Date.parse(place.dataset.from) || now >= Date.parse(place.dataset.until)
  })
  const stale = now >= Date.parse(fresh)
  if (stale) classList.add('stale'), look()
}
tick()
setInterval(tick, 2e4)
page.addEventListener('visibilitychange', tick)

if (worker && navigator.serviceWorker && top === self) {
  (self.requestIdleCallback || setTimeout)(() => navigator.serviceWorker.register(worker).catch(() => {}))
}
