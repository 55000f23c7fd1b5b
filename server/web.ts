import { createServer } from 'node:http'
import { join } from 'node:path'
import next from 'next'

/**
 * The pages: Next's own server on loopback, where only the door comes (WEB_PORT). `next start` would do the same but for
 * PORT, which it overwrites with its own and by which everybody else means the door's.
 */
const port = Number(process.env.WEB_PORT)
const hostname = process.env.WEB_HOST || '127.0.0.1'
if (!Number.isInteger(port) || port < 1) {
  process.stderr.write('WEB_PORT is missing: the port that the pages are served on, behind the door.\n')
  process.exit(1)
}

const server = createServer()
// Longer than the door keeps an idle connection to us, or it would use one that we are just closing.
server.keepAliveTimeout = 75_000
const app = next({
  dev: process.argv.includes('--dev'),
  dir: join(import.meta.dirname, '..'),
  hostname,
  port,
  httpServer: server,
})
await app.prepare()
const handle = app.getRequestHandler()
server.on('request', (request, response) => void handle(request, response))
server.listen(port, hostname)

process.once('SIGTERM', () => {
  server.close(() => void app.close().finally(() => process.exit(0)))
  server.closeIdleConnections()
})
