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
const away = zone !== Intl.DateTimeFormat().resolvedOptions().timeZone
const localize = time => {
  const at = new Date(time.dateTime), words = time.textContent
  time.title = words
  time.textContent = at.toLocaleString(ours, /\d{4}/.test(words) || at.toDateString() !== new Date().toDateString() ? date : clock)
}

const relative = new Intl.RelativeTimeFormat(ours, { numeric: 'auto' })
const ago = minutes => Math.abs(minutes) < 90 ? relative.format(minutes, 'minute')
  : Math.abs(minutes) < 2160 ? relative.format(Math.round(minutes / 60), 'hour')
  : relative.format(Math.round(minutes / 1440), 'day')

// Other copies, asked only when this one is past its time.
let asked = 0
const look = () => {
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
        place.querySelector('a').replaceWith(link.cloneNode(true))
        place.hidden = false
      })
    } catch {}
  })
}

// Each time is taken up once, when its end has come too.
const loading = () => page.readyState === 'loading'
const whole = place => place ? place.nextSibling || whole(place.parentNode) : !loading()
const tick = () => {
  const now = Date.now()
  // What only time makes true stands in scripts of no language, so that readers without any are not told it.
  all('script[type]', place => whole(place) && (place.outerHTML = place.text))
  all('time', time => {
    if (!time.done && whole(time)) {
      time.done = true
      if (away && time.dateTime[10] === 'T') localize(time)
      if ('ago' in time.dataset) time.after(' ', time.ago = page.createElement('span'))
    }
    if (time.ago) time.ago.textContent = `(${ago(Math.round((Date.parse(time.dateTime) - now) / 6e4))})`
  })
  all('[data-from], [data-until]', place => {
    place.hidden = now < Date.parse(place.dataset.from) || now >= Date.parse(place.dataset.until)
  })
  if (now >= Date.parse(fresh)) {
    classList.add('stale')
    if (!loading()) look()
  }
}

// While the page comes, what there is of it is changed right before it is painted: nothing moves under the reader.
const paint = () => {
  tick()
  if (loading()) return requestAnimationFrame(paint)
  setInterval(tick, 2e4)
  if (worker && top === self) (self.requestIdleCallback || setTimeout)(() => navigator.serviceWorker?.register(worker).catch(() => {}))
}
paint()
page.addEventListener('visibilitychange', tick)
