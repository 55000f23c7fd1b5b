import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { sessionParams, stripeAt } from '../../tests/fixtures/open-sandbox.ts'
import { readSettings } from './settings.ts'

const MAIN = join(import.meta.dirname, 'main.ts')

function start(env: Record<string, string>) {
  const child = spawn(process.execPath, ['--conditions=react-server', MAIN], {
    env: { NODE_ENV: 'development', PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const said = { out: '', err: '' }
  child.stdout.on('data', (part) => {
    said.out += part
  })
  child.stderr.on('data', (part) => {
    said.err += part
  })
  return { child, said }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

const ended = async (child: ChildProcess) => (await once(child, 'exit'))[0] as number

describe('settings', () => {
  const fine = { PAYMENTS_SANDBOX_PORT: '4010' }

  test('are read', () => {
    expect(readSettings({ ...fine, PAYMENTS_SANDBOX_CONTROLS: '1', PAYMENTS_SANDBOX_STATE: '' })).toEqual({
      ok: true,
      value: {
        port: 4010,
        controls: true,
        stateFile: undefined,
        publicUrl: undefined,
        webhookUrl: undefined,
        webhookSecret: undefined,
      },
    })
  })

  test('open the controls for 1 and nothing else', () => {
    for (const value of ['0', 'true', '']) {
      const read = readSettings({ ...fine, PAYMENTS_SANDBOX_CONTROLS: value })
      expect(read.ok && read.value.controls).toBe(false)
    }
  })

  test.each([
    [{}, 'PAYMENTS_SANDBOX_PORT is missing'],
    [{ PAYMENTS_SANDBOX_PORT: '70000' }, 'PAYMENTS_SANDBOX_PORT must be a port'],
    [{ ...fine, PAYMENTS_SANDBOX_PUBLIC_URL: 'shop' }, 'PAYMENTS_SANDBOX_PUBLIC_URL must be a URL'],
    [{ ...fine, PAYMENTS_SANDBOX_WEBHOOK_URL: 'file:///etc' }, 'PAYMENTS_SANDBOX_WEBHOOK_URL must be a URL'],
    [
      { ...fine, PAYMENTS_SANDBOX_WEBHOOK_URL: 'http://a.example' },
      'PAYMENTS_SANDBOX_WEBHOOK_SECRET is missing',
    ],
    [{ ...fine, STRIPE_SECRET_KEY: 'sk_live_x', PAYMENTS: 'sandbox' }, 'beside a live STRIPE_SECRET_KEY'],
    [{ ...fine, STRIPE_SECRET_KEY: 'rk_live_x' }, 'beside a live STRIPE_SECRET_KEY'],
    [{ ...fine, NODE_ENV: 'production' }, 'does not run in production'],
    [{ ...fine, NODE_ENV: 'production', PAYMENTS: 'off' }, 'does not run in production'],
  ])('%j are refused in a sentence', (source, sentence) => {
    const read = readSettings(source)
    expect(read.ok ? '' : read.problem).toContain(sentence)
    expect(read.ok ? '' : read.problem).not.toContain('live_x')
  })

  test('allow production where it is asked for by name', () => {
    expect(readSettings({ ...fine, NODE_ENV: 'production', PAYMENTS: 'sandbox' }).ok).toBe(true)
  })
})

describe('the process', () => {
  test('refuses in one sentence and ends with 1', async () => {
    const { child, said } = start({
      PAYMENTS_SANDBOX_PORT: String(await freePort()),
      STRIPE_SECRET_KEY: 'sk_live_secret',
    })
    expect(await ended(child)).toBe(1)
    expect(said.err).toMatch(/^The payments sandbox does not run beside a live STRIPE_SECRET_KEY[^\n]*\n$/)
    expect(said.out + said.err).not.toContain('sk_live_secret')
  })

  test('names a port that is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    onTestFinished(() => {
      taken.close()
    })
    await once(taken, 'listening')
    const address = taken.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const { child, said } = start({ PAYMENTS_SANDBOX_PORT: String(port) })
    expect(await ended(child)).toBe(1)
    expect(said.err).toBe(`The payments sandbox cannot listen on 127.0.0.1:${port}: the port is taken.\n`)
  })

  test('keeps its books when it is killed, and ends quietly when it is told to', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'payments-sandbox-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const port = await freePort()
    const env = {
      PAYMENTS_SANDBOX_PORT: String(port),
      PAYMENTS_SANDBOX_STATE: join(folder, 'books'),
      PAYMENTS_SANDBOX_CONTROLS: '1',
    }
    const url = `http://127.0.0.1:${port}`
    const up = () =>
      fetch(`${url}/healthz`).then(
        ({ status }) => status,
        () => 0,
      )
    const stripe = stripeAt(url, 'sk_test_never_logged', { httpAgent: undefined })

    const first = start(env)
    await expect.poll(up, { timeout: 15_000 }).toBe(200)
    const { id } = await stripe.checkout.sessions.create(sessionParams())
    await fetch(`${url}/_sandbox/sessions/${id}/pay`, { method: 'POST', body: '{}' })
    first.child.kill('SIGKILL')
    await ended(first.child)

    const second = start(env)
    await expect.poll(up, { timeout: 15_000 }).toBe(200)
    expect(await stripe.checkout.sessions.retrieve(id)).toMatchObject({ payment_status: 'paid' })
    second.child.kill('SIGTERM')
    expect(await ended(second.child)).toBe(0)
    for (const { said } of [first, second]) {
      expect(said.err).toBe('')
      expect(said.out).toContain('the payments sandbox listens')
      expect(said.out).not.toContain('never_logged')
      expect(said.out).not.toContain('mei@')
    }
  })
})
