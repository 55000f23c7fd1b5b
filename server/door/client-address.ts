import type { IncomingMessage } from 'node:http'
import { BlockList, isIP, isIPv6 } from 'node:net'

/** Whether a proxy at this address may say on whose behalf it asks. */
export type TrustsProxy = (address: string) => boolean

/**
 * From TRUSTED_PROXY: addresses and networks (`10.0.0.0/8`) separated by commas, `loopback` for this machine. Without
 * it nobody is trusted. Throws a sentence about what is neither.
 */
export function trustedProxies(given: string | null): TrustsProxy {
  const list = new BlockList()
  for (const item of (given ?? '').split(',').map((word) => word.trim())) {
    if (!item) continue
    if (item === 'loopback') {
      list.addSubnet('127.0.0.0', 8, 'ipv4')
      list.addAddress('::1', 'ipv6')
      continue
    }
    const [address = '', bits] = item.split('/')
    const family = isIP(address)
    if (family === 0 || (bits !== undefined && !/^\d{1,3}$/.test(bits)))
      throw new Error(`TRUSTED_PROXY: ${item} is no address or network.`)
    list.addSubnet(address, bits === undefined ? (family === 4 ? 32 : 128) : Number(bits), kind(family))
  }
  return (address) => {
    const family = isIP(address)
    return family !== 0 && list.check(address, kind(family))
  }
}

const kind = (family: number) => (family === 4 ? 'ipv4' : 'ipv6')

export interface Client {
  /** For counting: an IPv6 network counts as one, because one subscriber has all of its 2^64 addresses. */
  readonly address: string
  /** How the browser speaks to us, or to the proxy that we trust. */
  readonly protocol: 'http' | 'https'
}

/** Who asks: the socket's other end, unless that is a proxy whose word counts. */
export function clientOf(request: IncomingMessage, trusts: TrustsProxy): Client {
  const peer = plain(request.socket.remoteAddress ?? '')
  if (!trusts(peer)) return { address: countable(peer), protocol: 'http' }
  // From the right: every proxy adds whom it saw, and only what trusted ones added is true.
  let address = peer
  const said = String(request.headers['x-forwarded-for'] ?? '').split(',')
  for (const hop of said.reverse().map((word) => plain(word.trim()))) {
    if (isIP(hop) === 0) break
    address = hop
    if (!trusts(hop)) break
  }
  const secure = request.headers['x-forwarded-proto'] === 'https'
  return { address: countable(address), protocol: secure ? 'https' : 'http' }
}

function plain(address: string): string {
  return address.startsWith('::ffff:') && address.includes('.') ? address.slice(7) : address
}

function countable(address: string): string {
  if (!isIPv6(address)) return address || 'unknown'
  if (address === '::1') return address
  const [head = '', tail] = address.split('%', 1)[0]?.split('::') ?? []
  const left = head.split(':').filter(Boolean)
  const right = (tail ?? '').split(':').filter(Boolean)
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0')
  const network = [...left, ...(tail === undefined ? [] : zeros), ...right].slice(0, 4)
  return `${network.map((part) => Number.parseInt(part, 16).toString(16)).join(':')}::/64`
}
