import { expect, test } from 'vitest'
import { announcement, encoderLine } from './announce.ts'

const shop = { url: 'http://127.0.0.1:3000', host: '127.0.0.1', port: 3000 }
const demo = {
  url: shop.url,
  password: 'secret-word',
  accounts: { viewer: 'v@x', host: 'h@x', packer: 'p@x', manager: 'm@x', admin: 'a@x' },
  onAir: { show: 'harvest-morning', ingestUrl: 'http://127.0.0.1:3000/ingest/ONE' },
  openStage: { show: 'open-stage', ingestUrl: 'http://127.0.0.1:3000/ingest/TWO' },
}

test('The demo is told with its accounts, its password and a line to paste, and not the key of its own show', () => {
  const text = announcement({ ...shop, demo, setupLink: null, paymentsOff: false }).join('\n')
  for (const word of ['http://127.0.0.1:3000\n', 'secret-word', 'v@x', 'h@x', 'p@x', 'm@x', 'a@x'])
    expect(text).toContain(word)
  expect(text).toContain(`\n${encoderLine(demo.openStage.ingestUrl)}\n`)
  expect(text).not.toContain('/ingest/ONE')
})

test('The line can be pasted into any shell as it is', () => {
  const line = encoderLine('http://127.0.0.1:3000/ingest/TWO')
  expect(line).toMatch(/^ffmpeg [\w\s./:=,+-]+$/)
  expect(line).toMatch(/ http:\/\/127\.0\.0\.1:3000\/ingest\/TWO\/e1\/index\.m3u8$/)
})

test('An empty shop and one without payment say so', () => {
  const setupLink = `${shop.url}/zh/setup?key=k`
  const text = announcement({ ...shop, demo: undefined, setupLink, paymentsOff: true }).join('\n')
  expect(text).toMatch(/Nobody is here yet/)
  expect(text).toContain(`\n  ${setupLink}\n`)
  expect(text).toMatch(/Payment is off/)
  expect(
    announcement({ ...shop, demo: undefined, setupLink: null, paymentsOff: false }).join('\n'),
  ).not.toMatch(/off|Nobody|key=/)
})
