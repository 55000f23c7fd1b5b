import { describe, expect, test } from 'vitest'
import { decodeForm } from './form.ts'
import {
  email,
  emptyable,
  flag,
  integer,
  list,
  mergeMetadata,
  metadata,
  oneOf,
  record,
  required,
  text,
  webUrl,
} from './params.ts'
import { Refusal } from './refusal.ts'

const order = record(
  {
    amount: integer({ min: 1, max: 100 }),
    contact: email(),
    items: list(record({ name: required(text({ max: 5 })) }), { max: 2 }),
    live: flag(),
    metadata: metadata(),
    note: emptyable(text()),
    reason: oneOf(['duplicate', 'fraudulent', 'requested_by_customer']),
    url: webUrl(),
  },
  ['discounts'],
)

const read = (encoded: string) => order.read(decodeForm(encoded), '')

function refusal(encoded: string) {
  try {
    read(encoded)
  } catch (error) {
    if (error instanceof Refusal) return error.body
    throw error
  }
  throw new Error('nothing was refused')
}

describe('reading parameters', () => {
  test('gives each its type', () => {
    expect(
      read(
        'amount=12&contact=mei@example.org&items[0][name]=pear&live=true&note=&reason=duplicate&metadata[order]=7&url=https://a.example/{CHECKOUT_SESSION_ID}',
      ),
    ).toEqual({
      amount: 12,
      contact: 'mei@example.org',
      items: [{ name: 'pear' }],
      live: true,
      metadata: { order: '7' },
      note: null,
      reason: 'duplicate',
      url: 'https://a.example/{CHECKOUT_SESSION_ID}',
    })
  })

  test('leaves what was not given undefined', () => {
    expect(read('')).toMatchObject({ amount: undefined, items: undefined })
  })

  test.each([
    ['colour=red', 'Received unknown parameter: colour', 'colour', 'parameter_unknown'],
    [
      'items[0][name]=a&items[0][x]=1',
      'Received unknown parameter: items[0][x]',
      'items[0][x]',
      'parameter_unknown',
    ],
    ['a=1&b=2', 'Received unknown parameters: a, b', 'a', 'parameter_unknown'],
    [
      'discounts[0]=x',
      'The payments sandbox does not model the parameter: discounts',
      'discounts',
      'parameter_unknown',
    ],
    ['amount=1.5', 'Invalid integer: 1.5', 'amount', 'parameter_invalid_integer'],
    ['amount=0', 'This value must be greater than or equal to 1.', 'amount', 'parameter_invalid_integer'],
    [
      'amount=101',
      "This value must be less than or equal to 100 (it currently is '101').",
      'amount',
      'parameter_invalid_integer',
    ],
    ['live=yes', 'Invalid boolean: yes', 'live', undefined],
    [
      'reason=x',
      'Invalid reason: must be one of duplicate, fraudulent, or requested_by_customer',
      'reason',
      undefined,
    ],
    ['items=x', 'Invalid array', 'items', undefined],
    ['items[a][name]=x', 'Invalid array', 'items', undefined],
    [
      'items[0][name]=pears!',
      'Invalid string: pears!...; must be at most 5 characters',
      'items[0][name]',
      undefined,
    ],
    ['items[0]=x', 'Invalid object', 'items[0]', undefined],
    ['metadata=x', 'Invalid object', 'metadata', undefined],
    ['contact=mei', 'Invalid email address: mei', 'contact', 'email_invalid'],
    ['url=javascript:alert(1)', 'Not a valid URL', 'url', 'url_invalid'],
    ['url=/orders', 'Not a valid URL', 'url', 'url_invalid'],
    ['amount[a]=1', 'Invalid string: {"a":"1"}', 'amount', undefined],
  ])('refuses %s', (encoded, message, param, code) => {
    expect(refusal(encoded)).toEqual({
      type: 'invalid_request_error',
      message,
      param,
      ...(code ? { code } : {}),
    })
  })

  test('names what is missing, and says what an empty text means', () => {
    expect(refusal('amount=').message).toMatch(/^You passed an empty string for 'amount'\./)
    expect(refusal('items[0][name]=').code).toBe('parameter_invalid_empty')
    expect(() => required(text()).read(undefined, 'mode')).toThrow('Missing required param: mode.')
  })

  test('bounds metadata', () => {
    const many = Array.from({ length: 51 }, (_, index) => `metadata[k${index}]=v`).join('&')
    expect(refusal(many).message).toBe('Metadata can have at most 50 keys.')
    expect(refusal(`metadata[${'k'.repeat(41)}]=v`).param).toBe('metadata')
    expect(refusal(`metadata[k]=${'v'.repeat(501)}`).message).toContain('up to 500 characters')
  })
})

test('metadata lose a name with an empty value, and all of them with nothing', () => {
  expect(mergeMetadata({ a: '1', b: '2' }, { b: '', c: '3' })).toEqual({ a: '1', c: '3' })
  expect(mergeMetadata({ a: '1' }, null)).toEqual({})
  expect(mergeMetadata({ a: '1' }, undefined)).toEqual({ a: '1' })
})
