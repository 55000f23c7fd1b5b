import type { IncomingMessage } from 'node:http'

/** By which names this house answers. */
export interface Names {
  readonly publicUrl: URL
  /** HOST: what the door listens on. */
  readonly bound: string
}

/**
 * Whether the Host header names this house: PUBLIC_URL's, this machine's own, or the very address that the browser
 * reached us at. Anything else is another name for us that somebody else controls (DNS rebinding).
 */
export function isOurHost(
  host: string,
  { publicUrl, bound }: Names,
  localAddress: string | undefined,
): boolean {
  const url = URL.parse(`http://${host}`)
  if (
    !url ||
    url.host === '' ||
    url.pathname !== '/' ||
    url.search ||
    url.hash ||
    url.username ||
    url.password
  )
    return false
  // A Host header says a name and a port and nothing else; URL would forgive more.
  if (!/^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d{1,5})?$/i.test(host)) return false
  const name = bare(url.hostname)
  if (name === bare(publicUrl.hostname) || name === bare(bound)) return true
  if (name === 'localhost' || name === '::1' || /^127\.\d+\.\d+\.\d+$/.test(name)) return true
  return name === bare((localAddress ?? '').replace(/^::ffff:(?=\d+\.)/, ''))
}

function bare(name: string): string {
  return name.toLowerCase().replace(/^\[|\]$/g, '')
}

/**
 * Whether a request that may change something comes from one of our own pages. Next runs a server action that has no
 * Origin at all, so silence is a refusal here: `unproved`. A browser says Origin, or Sec-Fetch-Site, or both.
 */
export function proofOfOrigin(
  headers: IncomingMessage['headers'],
  ours: readonly string[],
): 'ours' | 'foreign' | 'malformed' | 'unproved' {
  const { origin } = headers
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return 'foreign'
  if (origin === undefined) return site === undefined ? 'unproved' : 'ours'
  if (origin === 'null') return 'foreign'
  const parsed = URL.parse(origin)
  if (!parsed || parsed.origin !== origin) return 'malformed'
  return ours.includes(origin) ? 'ours' : 'foreign'
}
