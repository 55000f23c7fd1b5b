import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type FakeWeb, fakeWeb, openDoor, say } from '../../tests/fixtures/door.ts'
import { trustedProxies } from './client-address.ts'

const HOST = 'shop.example'
const ORIGIN = 'https://shop.example'
const PAGE = { 'content-type': 'text/html; charset=utf-8' }

let web: FakeWeb
let opened: Awaited<ReturnType<typeof openDoor>>
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cunbo-door-'))
  mkdirSync(join(folder, 'chunks'))
  writeFileSync(join(folder, 'chunks/a [b].js'), 'console.log(1)\n'.repeat(200))
  web = await fakeWeb()
  opened = await openDoor({ webOrigin: web.origin, staticDir: folder })
})
afterAll(async () => {
  await opened.close()
  await web.close()
  rmSync(folder, { recursive: true })
})
afterEach(() => {
  web.seen.length = 0
  web.answer = (_, response) => response.end('ok')
})

const get = (path: string, headers: Record<string, string> = {}) =>
  say(opened.port, path, { headers: { host: HOST, ...headers } })
const post = (headers: Record<string, string>, path = '/en/cart', body = 'a=1') =>
  say(opened.port, path, { method: 'POST', headers: { host: HOST, ...headers }, body })

describe('what web is told', () => {
  test('comes from the door alone, whatever somebody outside claims', async () => {
    await get('/en?q=1', {
      'x-request-id': 'req_forged',
      'x-client-address': '6.6.6.6',
      'x-forwarded-for': '6.6.6.6',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'gopher',
      'x-forwarded-port': '666',
      forwarded: 'for=6.6.6.6',
      'x-real-ip': '6.6.6.6',
      'x-middleware-subrequest': 'proxy:proxy:proxy',
      'content-security-policy': "script-src 'nonce-forged'",
      'content-security-policy-report-only': "script-src 'nonce-forged'",
      'x-path': '/evil',
    })
    const [{ url, headers }] = web.seen as [FakeWeb['seen'][number]]
    expect(url).toBe('/en?q=1')
    expect(headers).toMatchObject({
      host: HOST,
      'x-client-address': '127.0.0.1',
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-host': HOST,
      'x-forwarded-proto': 'https',
    })
    expect(headers['x-request-id']).toMatch(/^req_[0-9a-hjkmnp-tv-z]{22}$/)
    expect(JSON.stringify(headers)).not.toMatch(/forged|evil|6\.6\.6\.6|gopher|666/)
    for (const name of ['forwarded', 'x-real-ip', 'x-middleware-subrequest', 'x-forwarded-port', 'x-path'])
      expect(headers).not.toHaveProperty(name)
  })

  test('a header that the connection claims for itself stays outside', async () => {
    await get('/en', { connection: 'close, x-secret', 'x-secret': '1', te: 'trailers' })
    expect(web.seen[0]?.headers).not.toHaveProperty('x-secret')
    expect(web.seen[0]?.headers).not.toHaveProperty('te')
  })

  test('a trusted proxy is believed', async () => {
    const behind = await openDoor({ webOrigin: web.origin, trustsProxy: trustedProxies('loopback') })
    await say(behind.port, '/en', {
      headers: { host: 'localhost', 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https' },
    })
    expect(web.seen[0]?.headers).toMatchObject({
      'x-client-address': '203.0.113.9',
      'x-forwarded-proto': 'https',
    })
    await behind.close()
  })

  test('the guest of the browser, from the first request on', async () => {
    const first = await get('/en')
    const [cookie] = first.headers['set-cookie'] ?? []
    expect(cookie).toMatch(/^cunbo_guest=gst_.*; Secure$/)
    const pair = cookie?.split(';')[0] ?? ''
    expect(web.seen[0]?.headers.cookie).toBe(pair)
    const second = await get('/en', { cookie: pair })
    expect(second.headers['set-cookie']).toBeUndefined()
    expect(web.seen[1]?.headers.cookie).toBe(pair)
  })
})

describe('what leaves', () => {
  test('a page has a policy with the very nonce that web was given, another each time', async () => {
    web.answer = (_, response) => response.writeHead(200, PAGE).end('<p>')
    const [one, two] = [await get('/en'), await get('/en')]
    const policy = String(one.headers['content-security-policy'])
    expect(policy).toBe(web.seen[0]?.headers['content-security-policy'])
    expect(policy).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/]{22}==' 'strict-dynamic'/)
    expect(policy).not.toBe(two.headers['content-security-policy'])
    expect(policy).toContain('https://checkout.stripe.com')
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/)
    expect(one.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'cross-origin-opener-policy': 'same-origin',
      'x-frame-options': 'DENY',
      'strict-transport-security': expect.stringContaining('max-age='),
    })
    expect(one.headers['permissions-policy']).toContain('camera=(self)')
  })

  test('plain http is told nothing of https', async () => {
    web.answer = (_, response) => response.writeHead(200, PAGE).end('<p>')
    const { headers } = await say(opened.port, '/en', { headers: { host: 'localhost:3000' } })
    expect(headers['strict-transport-security']).toBeUndefined()
    expect(headers['content-security-policy']).not.toContain('upgrade-insecure-requests')
    expect(headers['set-cookie']?.[0]).not.toContain('Secure')
  })

  test('cookies and what else web says stay, its own policy and the hop’s headers do not', async () => {
    web.answer = (_, response) =>
      response
        .writeHead(201, [
          ...['content-type', 'text/html'],
          ...['set-cookie', 'a=1', 'set-cookie', 'b=2'],
          ...['content-security-policy', 'default-src *'],
          ...['keep-alive', 'timeout=666'],
        ])
        .end('<p>')
    const { status, headers } = await get('/en')
    expect(status).toBe(201)
    expect(headers['set-cookie']?.slice(0, 2)).toEqual(['a=1', 'b=2'])
    expect(headers['content-security-policy']).toContain("default-src 'self'")
    expect(headers['keep-alive']).not.toBe('timeout=666')
  })

  test('text is packed as the reader likes it, pictures are not', async () => {
    const text = '<p>村播</p>'.repeat(500)
    web.answer = (request, response) =>
      response.writeHead(200, { 'content-type': request.url === '/p' ? 'image/png' : 'text/html' }).end(text)
    const br = await get('/en', { 'accept-encoding': 'gzip, br' })
    expect(br.headers['content-encoding']).toBe('br')
    expect(brotliDecompressSync(br.body).toString()).toBe(text)
    const gzip = await get('/en', { 'accept-encoding': 'gzip' })
    expect(gunzipSync(gzip.body).toString()).toBe(text)
    expect(gzip.headers.vary).toContain('Accept-Encoding')
    expect((await get('/en')).text).toBe(text)
    expect((await get('/p', { 'accept-encoding': 'br' })).headers['content-encoding']).toBeUndefined()
  })

  test('a page that streams still streams when packed', async () => {
    const { promise: readerHasFirst, resolve: firstIsThere } = Promise.withResolvers<void>()
    web.answer = (_, response) => {
      response.writeHead(200, PAGE)
      response.write('<p>first</p>')
      readerHasFirst.then(() => response.end('<p>last</p>'))
    }
    const socket = connect(opened.port, '127.0.0.1')
    socket.write(`GET /en HTTP/1.1\r\nHost: ${HOST}\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n`)
    let bytes = Buffer.alloc(0)
    for await (const part of socket) {
      bytes = Buffer.concat([bytes, part as Buffer])
      // The first piece, packed, is here before the last was even written.
      if (bytes.includes('\r\n\r\n') && bytes.subarray(bytes.indexOf('\r\n\r\n') + 4).length > 20)
        firstIsThere()
    }
    expect(bytes.toString('latin1')).toContain('Content-Encoding: gzip')
  })

  test('the build’s own files come from the door, packed, for a year', async () => {
    const file = await get('/_next/static/chunks/a%20%5Bb%5D.js', { 'accept-encoding': 'br' })
    expect(file.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'br',
    })
    expect(brotliDecompressSync(file.body).toString()).toContain('console.log(1)')
    expect(web.seen).toEqual([])
    await get('/_next/static/chunks/../../../package.json')
    await get('/_next/static/unknown.js')
    expect(web.seen.map(({ url }) => url)).toEqual(['/package.json', '/_next/static/unknown.js'])
  })
})

describe('who may change something', () => {
  const cases: [Record<string, string>, number][] = [
    [{ origin: ORIGIN }, 200],
    [{ origin: ORIGIN, 'sec-fetch-site': 'same-origin' }, 200],
    [{ 'sec-fetch-site': 'same-origin' }, 200],
    [{}, 403],
    [{ origin: 'null' }, 403],
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' }, 403],
    [{ origin: 'http://shop.example' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site', origin: ORIGIN }, 403],
    [{ origin: 'not an origin' }, 400],
    [{ origin: 'https://shop.example/path' }, 400],
  ]
  test.each(cases)('POST with %j: %i', async (headers, status) => {
    expect((await post(headers)).status).toBe(status)
    expect(web.seen).toHaveLength(status === 200 ? 1 : 0)
  })

  test('a page opened under this machine’s own name posts to it', async () => {
    const host = `127.0.0.1:${opened.port}`
    const { status } = await say(opened.port, '/en/cart', {
      method: 'POST',
      headers: { host, origin: `http://${host}` },
    })
    expect(status).toBe(200)
    expect(web.seen[0]?.headers['x-forwarded-host']).toBe(host)
  })

  test('the provider’s signed word needs no origin', async () => {
    const { status } = await post({ 'stripe-signature': 't=1' }, '/api/stripe/webhook', '{}')
    expect(status).toBe(200)
    expect(web.seen[0]?.body).toBe('{}')
    expect((await post({}, '/api/stripe/webhook/')).status).toBe(403)
  })

  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND'])('%s is refused', async (method) => {
    const { status } = await say(opened.port, '/en', { method, headers: { host: HOST, origin: ORIGIN } })
    expect(status).toBe(405)
    expect(web.seen).toEqual([])
  })
})

describe('addresses', () => {
  test.each(['evil.example', 'shop.example.evil.example', '10.9.8.7'])(
    'Host %s is not ours',
    async (host) => {
      const { status, text } = await say(opened.port, '/en', { headers: { host } })
      expect(status).toBe(421)
      expect(text).toContain(ORIGIN)
      expect(web.seen).toEqual([])
    },
  )

  test.each([
    '//evil.example/x',
    '/\\evil.example',
    '/%00',
    '/%zz',
    '/en/products/%25',
    '/en/studio/shows/%2500/air',
    '/%252e%252e/x',
    '/en/orders?after=%00',
    'http://evil.example/',
  ])('%s is none', async (path) => {
    expect((await get(path)).status).toBe(400)
    expect(web.seen).toEqual([])
  })

  test('of two Hosts none is ours', async () => {
    const socket = connect(opened.port, '127.0.0.1')
    socket.write(`GET /en HTTP/1.1\r\nHost: ${HOST}\r\nHost: evil.example\r\nConnection: close\r\n\r\n`)
    let said = ''
    for await (const part of socket) said += part
    expect(said).toMatch(/^HTTP\/1.1 400 /)
    expect(web.seen).toEqual([])
  })

  test('the sandbox shows its pages and nothing else', async () => {
    const sandbox = await fakeWeb()
    const with_ = await openDoor({ webOrigin: web.origin, sandboxOrigin: sandbox.origin })
    const ask = (path: string) => say(with_.port, path, { headers: { host: HOST } })
    await ask('/payments-sandbox/c/pay/cs_1?x=1')
    expect(sandbox.seen.map(({ url }) => url)).toEqual(['/c/pay/cs_1?x=1'])
    expect(sandbox.seen[0]?.headers.cookie).toBeUndefined()
    for (const path of [
      '/payments-sandbox/v1/refunds',
      '/payments-sandbox/_sandbox/clock',
      '/payments-sandbox/c/../v1/refunds',
    ])
      expect((await ask(path)).status).toBe(404)
    expect(sandbox.seen).toHaveLength(1)
    expect((await get('/payments-sandbox/c/pay/cs_1')).status).toBe(404)
    expect(web.seen).toEqual([])
    await with_.close()
    await sandbox.close()
  })
})

describe('when web is away', () => {
  test('a reader gets a kind page in her language that comes back by itself; others a sentence', async () => {
    const gone = await fakeWeb()
    await gone.close()
    const alone = await openDoor({ webOrigin: gone.origin })
    const ask = (path: string, headers: Record<string, string> = {}) =>
      say(alone.port, path, { headers: { host: HOST, accept: 'text/html', ...headers } })
    const french = await ask('/', { 'accept-language': 'fr-FR,fr;q=0.9' })
    expect(french.status).toBe(503)
    expect(french.text).toContain('lang="fr"')
    expect(french.text).toContain('http-equiv="refresh"')
    expect(french.headers['retry-after']).toBe('3')
    expect(french.headers['content-security-policy']).toContain("default-src 'none'")
    expect((await ask('/zh/live/x', { 'accept-language': 'fr' })).text).toContain('lang="zh-CN"')
    const plain = await ask('/en', { accept: '*/*' })
    expect(plain.headers['content-type']).toContain('text/plain')
    expect((await say(alone.port, '/healthz')).status).toBe(200)
    await alone.close()
  })

  test('a kept connection that ended is no failure of a page', async () => {
    // Ends every connection after its answer without having said so: the next use of it meets a closed socket.
    web.answer = (request, response) =>
      response.end('ok', () => setImmediate(() => request.socket.resetAndDestroy()))
    for (let i = 0; i < 10; i++) expect((await get(`/en/${i}`)).status).toBe(200)
  })

  test('a body that is too large is told so, said beforehand or found out', async () => {
    const large = Buffer.alloc(17 * 1024 * 1024)
    const declared = await post({ origin: ORIGIN, 'content-length': String(large.length) }, '/en', '').catch(
      (e) => e,
    )
    expect(declared.status).toBe(413)
    const found = await say(opened.port, '/en', {
      method: 'POST',
      headers: { host: HOST, origin: ORIGIN, 'transfer-encoding': 'chunked' },
      body: large,
    }).catch((error) => error)
    // The answer may be overtaken by the end of the connection, while bytes are still on their way.
    expect(found.status ?? found.code).toBeOneOf([413, 'ECONNRESET', 'EPIPE'])
  })
})

describe('bodies that come drop by drop', () => {
  const begin = async (length: number, begun: string) => {
    const socket = connect(opened.port, '127.0.0.1')
    socket.on('error', () => {})
    await once(socket, 'connect')
    socket.write(
      `POST /en/cart HTTP/1.1\r\nHost: ${HOST}\r\nOrigin: ${ORIGIN}\r\nContent-Length: ${length}\r\n\r\n${begun}`,
    )
    return socket
  }

  test('keep no reader from the pages, however many they are', async () => {
    // More than the door has connections to web.
    const slow = await Promise.all(Array.from({ length: 600 }, () => begin(100, 'a')))
    expect((await get('/en')).status).toBe(200)
    expect(web.seen).toHaveLength(1)
    const [one] = slow
    one?.write('a'.repeat(99))
    if (one) expect(String(await once(one, 'data'))).toContain('200 OK')
    expect(web.seen.at(-1)?.body).toBe('a'.repeat(100))
    for (const socket of slow) socket.destroy()
  })

  test('and are large are taken so many at once', async () => {
    const slow = await Promise.all(Array.from({ length: 49 }, () => begin(1_000_000, 'a')))
    // One of them is told so; which, the order in which they came decides.
    const told = await Promise.any(slow.map((socket) => once(socket, 'data')))
    expect(String(told)).toContain('503 Service Unavailable')
    for (const socket of slow) socket.destroy()
    expect((await get('/en')).status).toBe(200)
  })
})

describe('a connection that asks ahead', () => {
  const asking = (path: string) => `GET ${path} HTTP/1.1\r\nHost: ${HOST}\r\n\r\n`
  const ahead = (count: number) => Array.from({ length: count }, (_, i) => asking(`/en/${i}`)).join('')

  test('is answered in its order, one after the other', async () => {
    let atOnce = 0
    let most = 0
    web.answer = (request, response) => {
      most = Math.max(most, ++atOnce)
      setImmediate(() => {
        atOnce--
        response.end(`this is ${request.url};`)
      })
    }
    const socket = connect(opened.port, '127.0.0.1')
    socket.write(ahead(9) + asking('/en/9').replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n'))
    let said = ''
    for await (const part of socket) said += part
    expect([...said.matchAll(/this is \/en\/(\d);/g)].map(([, n]) => Number(n))).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
    ])
    expect(most).toBe(1)
  })

  test.each(['/feed/stock', '/en/first'])(
    'and leaves in the middle of %s holds no page back',
    async (first) => {
      // Together more than the door has connections to web, and each page more than is written unread.
      web.answer = (_, response) => response.end('x'.repeat(200_000))
      const sockets = Array.from({ length: 20 }, () => connect(opened.port, '127.0.0.1'))
      await Promise.all(
        sockets.map(async (socket) => {
          socket.on('error', () => {})
          socket.write(asking(first) + ahead(30))
          await once(socket, 'data')
          socket.destroy()
        }),
      )
      expect((await get('/en')).text).toHaveLength(200_000)
      expect(web.seen.length).toBeLessThan(100)
    },
  )

  test('and asks without end is cut off', async () => {
    const { promise: never } = Promise.withResolvers<void>()
    web.answer = () => never
    const socket = connect(opened.port, '127.0.0.1')
    socket.on('error', () => {})
    socket.write(ahead(100))
    await once(socket, 'close')
    expect(web.seen.length).toBeLessThan(2)
  })
})

describe('the door itself', () => {
  test('says whether everybody answers', async () => {
    expect((await get('/readyz')).status).toBe(200)
    const without = await openDoor(
      {},
      { ready: async () => ({ database: 'ok', web: 'ok', worker: 'No worker.', payments: 'ok' }) },
    )
    const { status, text } = await say(without.port, '/readyz')
    expect(status).toBe(503)
    expect(JSON.parse(text)).toMatchObject({ worker: 'No worker.', database: 'ok' })
    await without.close()
  })

  test('an upgrade is refused', async () => {
    const socket = connect(opened.port, '127.0.0.1')
    socket.write(`GET /en HTTP/1.1\r\nHost: ${HOST}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`)
    let said = ''
    for await (const part of socket) said += part
    expect(said).toMatch(/^HTTP\/1.1 400 /)
  })

  test('finishes what it began, takes nothing new, and is gone', async () => {
    const leaving = await openDoor({ webOrigin: web.origin })
    const { promise: asked, resolve: isAsked } = Promise.withResolvers<void>()
    const { promise: mayAnswer, resolve: answerNow } = Promise.withResolvers<void>()
    web.answer = (_, response) => {
      isAsked()
      mayAnswer.then(() => response.end('done'))
    }
    const answer = say(leaving.port, '/en', { headers: { host: HOST } })
    await asked
    const drained = leaving.door.drain(5_000)
    await expect(say(leaving.port, '/en')).rejects.toThrow('ECONNREFUSED')
    answerNow()
    expect((await answer).text).toBe('done')
    await drained
  })
})
