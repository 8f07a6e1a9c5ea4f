// Reads what a copy of the site says of itself, and believes it only if it is of this site and, where
// the site has keys, one of them signed it. What is signed is the text before the signatures; only that
// is read, so nothing smuggled in behind it means anything.
const bytes = text => Uint8Array.from(atob(text), c => c.charCodeAt(0))
const get = async url => {
  const answer = await fetch(url, { cache: 'no-store', signal: AbortSignal.timeout(8000) })
  if (!answer.ok) throw url
  return answer
}
const head = async (base, site, keys) => {
  const text = await (await get(base + 'generation.json')).text()
  const end = text.lastIndexOf(',\n  "signatures": [')
  const signed = end < 0 ? text : text.slice(0, end) + '\n}\n'
  let sure = !keys.length
  for (const { key, signature } of end < 0 || sure ? [] : JSON.parse(text).signatures) {
    sure ||= keys.includes(key) && await crypto.subtle.verify('Ed25519',
      await crypto.subtle.importKey('raw', bytes(key), 'Ed25519', false, ['verify']),
      bytes(signature), new TextEncoder().encode(signed))
  }
  const found = JSON.parse(signed)
  if (!sure || found.site !== site || found.version !== 1) throw base
  return found
}
