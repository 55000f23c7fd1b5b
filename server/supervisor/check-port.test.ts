import { createServer, type Server } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkPort } from './check-port.ts'
import { freePort } from './ports.ts'

let server: Server
let port: number
beforeEach(async () => {
  port = await freePort()
  server = createServer()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
})
afterEach(() => server.close())

test('A taken port is named, with who has it where that can be seen', async () => {
  const holder = process.platform === 'linux' ? new RegExp(`\\(pid ${process.pid}\\)`) : /another program/
  await expect(checkPort(port, '127.0.0.1')).rejects.toThrow(`Port ${port} is taken by `)
  await expect(checkPort(port, '127.0.0.1')).rejects.toThrow(holder)
})

test('A free one passes, a foreign address does not', async () => {
  await expect(checkPort(await freePort(), '127.0.0.1')).resolves.toBeUndefined()
  // From the block that is reserved for documentation (RFC 5737).
  await expect(checkPort(port, '192.0.2.1')).rejects.toThrow(
    /192\.0\.2\.1 \(HOST\) is no address of this machine/,
  )
})

test('A port that was kept is kept if it is free', async () => {
  const kept = await freePort()
  expect(await freePort(kept)).toBe(kept)
  expect(await freePort(port)).not.toBe(port)
})
