import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { clientOf, trustedProxies } from './client-address.ts'

function from(remoteAddress: string, headers: Record<string, string> = {}): IncomingMessage {
  return { socket: { remoteAddress }, headers } as unknown as IncomingMessage
}
const nobody = trustedProxies(null)
const loopback = trustedProxies('loopback')

test('without TRUSTED_PROXY nobody’s word counts', () => {
  const forged = from('127.0.0.1', { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https' })
  expect(clientOf(forged, nobody)).toEqual({ address: '127.0.0.1', protocol: 'http' })
})

test('a trusted proxy says who asked and how', () => {
  const passed = from('::ffff:127.0.0.1', { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https' })
  expect(clientOf(passed, loopback)).toEqual({ address: '203.0.113.9', protocol: 'https' })
})

test('what stands left of the first stranger is the stranger’s own word', () => {
  const trusts = trustedProxies('loopback, 10.0.0.0/8')
  const passed = from('127.0.0.1', { 'x-forwarded-for': '1.1.1.1, 203.0.113.9, 10.1.2.3' })
  expect(clientOf(passed, trusts).address).toBe('203.0.113.9')
})

test('a stranger’s own forwarded headers are nothing', () => {
  expect(clientOf(from('203.0.113.9', { 'x-forwarded-for': '1.1.1.1' }), loopback).address).toBe(
    '203.0.113.9',
  )
})

test('rubbish in the list ends it', () => {
  expect(clientOf(from('127.0.0.1', { 'x-forwarded-for': 'evil, 203.0.113.9' }), loopback).address).toBe(
    '203.0.113.9',
  )
  expect(clientOf(from('127.0.0.1', { 'x-forwarded-for': '203.0.113.9, evil' }), loopback).address).toBe(
    '127.0.0.1',
  )
})

test.each([
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '::1'],
])('an IPv6 subscriber is one: %s', (address, counted) => {
  expect(clientOf(from(address), nobody).address).toBe(counted)
})

test('TRUSTED_PROXY that is none is named', () => {
  expect(() => trustedProxies('loopback, nginx')).toThrow('nginx')
  expect(() => trustedProxies('10.0.0.0/x')).toThrow('10.0.0.0/x')
})
