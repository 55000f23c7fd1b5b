import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { basename } from 'node:path'

/**
 * Which program listens on a TCP port of this machine, as far as the system lets us see.
 *
 * @returns a few words for a sentence, such as "nginx (pid 812)" or "another Cunbo in /srv/shop (pid 1201)"
 */
export function whoListens(port: number): string {
  const sockets = new Set(['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) => socketsOn(table, port)))
  const pid = sockets.size > 0 ? ownerOf(sockets) : undefined
  if (pid === undefined) return 'another program'
  const words = (readIfThere(`/proc/${pid}/cmdline`) ?? '').split('\0').filter((word) => word !== '')
  if (words.some((word) => word.includes('server/door')))
    return `another Cunbo in ${linkIfThere(`/proc/${pid}/cwd`) ?? 'another folder'} (pid ${pid})`
  return `${basename(words[0] ?? 'another program')} (pid ${pid})`
}

/** proc_net_tcp(5): second column the local address with the port in hexadecimal, fourth 0A for listening, tenth the inode. */
function socketsOn(table: string, port: number): string[] {
  const ending = `:${port.toString(16).toUpperCase().padStart(4, '0')}`
  return (readIfThere(table) ?? '')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[1]?.endsWith(ending) && fields[3] === '0A')
    .map((fields) => `socket:[${fields[9]}]`)
}

function ownerOf(sockets: Set<string>): number | undefined {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    let files: string[]
    try {
      files = readdirSync(`/proc/${pid}/fd`)
    } catch {
      continue
    }
    if (files.some((file) => sockets.has(linkIfThere(`/proc/${pid}/fd/${file}`) ?? ''))) return Number(pid)
  }
  return undefined
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

function linkIfThere(file: string): string | undefined {
  try {
    return readlinkSync(file)
  } catch {
    return undefined
  }
}
