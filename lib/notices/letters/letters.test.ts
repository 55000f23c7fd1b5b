import { describe, expect, it } from 'vitest'
import { LOCALES, type Locale } from '#lib/kernel/locale.ts'
import { ROLES } from '#lib/members/model.ts'
import type { Letter } from '../model.ts'
import { cancelledLetter } from './cancelled.ts'
import { invitationLetter } from './invitation.ts'
import { lateMoneyLetter } from './late-money.ts'
import { letter } from './letter.ts'
import type { OrderInLetter } from './order.ts'
import { receiptLetter } from './receipt.ts'
import { refundedLetter } from './refunded.ts'
import { reminderLetter } from './reminder.ts'
import { shippedLetter } from './shipped.ts'
import { signInCodeLetter } from './sign-in-code.ts'

const said = (zh: string, en: string, fr: string) => ({ zh, en, fr })

const ORDER: OrderInLetter = {
  number: 'K7M2QX',
  cooperative: said('青山合作社', 'Green Hill', 'Colline Verte'),
  lines: [
    {
      title: said('脐橙', 'Navel oranges', 'Oranges'),
      pack: said('5 公斤箱', '5 kg crate', 'Caisse de 5 kg'),
      quantity: 2,
      total: 7600,
    },
  ],
  goods: 7600,
  shipping: 1200,
  total: 8800,
  currency: 'cny',
  address: { name: '李娜', city: '成都', street: '锦里 1 号' },
  url: 'https://village.example/en/orders/ord_1?key=a&b',
}

/** Every letter of the house, with `evil` wherever somebody from outside may write. */
function everyLetter(locale: Locale, evil = 'Li'): Record<string, Letter> {
  const words = said(evil, evil, evil)
  const order: OrderInLetter = {
    ...ORDER,
    cooperative: words,
    lines: ORDER.lines.map((line) => ({ ...line, title: words, pack: words })),
    address: { name: evil, city: evil, street: evil },
  }
  const url = 'https://village.example/x'
  return {
    'sign-in code': signInCodeLetter(locale, '042117'),
    invitation: invitationLetter(locale, { cooperative: words, role: 'HOST', invitedBy: evil, url }),
    receipt: receiptLetter(locale, order),
    cancelled: cancelledLetter(locale, order, evil),
    'late money': lateMoneyLetter(locale, order, 'gone'),
    refunded: refundedLetter(locale, order, 8800),
    shipped: shippedLetter(locale, order, { courier: evil, trackingNumber: evil }),
    reminder: reminderLetter(locale, {
      title: words,
      host: evil,
      scheduledAt: new Date('2026-11-21T00:30:00Z'),
      onAir: false,
      url,
    }),
  }
}

describe.each(LOCALES)('the letters in %s', (locale) => {
  it('say the same as text and as HTML', () => {
    for (const [name, { subject, text, html }] of Object.entries(everyLetter(locale))) {
      expect(subject.length, name).toBeGreaterThan(3)
      const shown = html
        .replaceAll(/<style[\s\S]*?<\/style>|<head>[\s\S]*?<\/head>|<[^>]+>/g, ' ')
        .replaceAll('&amp;', '&')
      for (const line of text.split('\n').filter((line) => line.trim() !== '')) {
        if (line.startsWith('https://')) continue
        for (const words of line.split(/：|\s*: /).filter(Boolean))
          expect(shown.replaceAll(/\s+/g, ''), name).toContain(words.replaceAll(/\s+/g, ''))
      }
    }
  })

  it('name their language and their subject to a screen reader', () => {
    for (const { subject, html } of Object.values(everyLetter(locale))) {
      expect(html).toMatch(new RegExp(`<html lang="${locale}`))
      expect(html).toContain(`<title>${subject}</title>`)
    }
  })

  it('show markup that somebody wrote as text, and keep subjects in one line', () => {
    const evil = `<img src=x onerror=alert(1)>"'&\r\nBcc: all@village.example`
    const plain = Object.entries(everyLetter(locale))
    for (const [name, { subject, html }] of Object.entries(everyLetter(locale, evil))) {
      expect(html, name).not.toMatch(/<img|onerror=alert\(1\)>/)
      expect(subject, name).not.toMatch(/[\r\n]/)
      // Nothing in a text can add to the markup: the same elements and attributes as in a harmless letter.
      const tags = (source: string | undefined) => (source ?? '').match(/<[^>]*>/g)
      expect(tags(html), name).toEqual(tags(plain.find(([other]) => other === name)?.[1].html))
    }
  })
})

describe('a letter', () => {
  it('keeps French marks with their words', () => {
    const { text } = letter('fr', 'x', [{ is: 'text', text: 'Merci ! « Oui » : non ; quoi ?' }])
    expect(text).toContain('Merci\u00a0! «\u00a0Oui\u00a0»\u00a0: non\u00a0; quoi\u00a0?')
    expect(letter('en', 'x', [{ is: 'text', text: 'a : b' }]).text).toContain('a : b')
  })

  it('leads only to the web', () => {
    const link = (url: string) => () => letter('en', 'x', [{ is: 'link', words: 'x', url }])
    expect(link('javascript:alert(1)')).toThrow('http')
    expect(link('/en/orders')).toThrow('http')
    expect(link('https://village.example')().html).toContain('href="https://village.example"')
  })

  it('escapes what stands in an address', () => {
    expect(receiptLetter('en', ORDER).html).toContain(
      'href="https://village.example/en/orders/ord_1?key=a&amp;b"',
    )
    expect(receiptLetter('en', ORDER).text).toContain('\nhttps://village.example/en/orders/ord_1?key=a&b\n')
  })
})

describe('a sign-in code', () => {
  it('stands in the letter with its leading noughts, and not in its subject', () => {
    for (const locale of LOCALES) {
      const { subject, text, html } = signInCodeLetter(locale, '042117')
      expect(text).toContain('042117')
      expect(html).toContain('>042117<')
      expect(subject).not.toMatch(/\d/)
      expect(text).toContain('10')
    }
  })
})

describe('an invitation', () => {
  it('names the cooperative, the inviter and the role in the reader’s language', () => {
    const texts = LOCALES.flatMap((locale) =>
      ROLES.map(
        (role) =>
          invitationLetter(locale, {
            cooperative: ORDER.cooperative,
            role,
            invitedBy: '王小花',
            url: 'https://village.example/i',
          }).text,
      ),
    )
    expect(new Set(texts).size).toBe(LOCALES.length * ROLES.length)
    for (const text of texts) {
      expect(text).toContain('王小花')
      expect(text).toMatch(/青山合作社|Green Hill|Colline Verte/)
      expect(text).toContain('https://village.example/i')
    }
  })
})

describe('a receipt', () => {
  it('tells lines, delivery, sum and where it goes, in the reader’s format', () => {
    const { text } = receiptLetter('zh', ORDER)
    expect(text).toContain('脐橙, 5 公斤箱 × 2：¥76.00')
    expect(text).toContain('运费：¥12.00')
    expect(text).toContain('合计：¥88.00')
    expect(text).toContain('李娜, 成都 锦里 1 号')
    expect(receiptLetter('fr', ORDER).text).toMatch(/Total\u00a0: 88,00\s¥/)
  })
})

describe('an order that ended', () => {
  it('tells a reason if somebody gave one', () => {
    expect(cancelledLetter('en', ORDER, 'Frost in the orchard').text).toContain(
      'Reason: Frost in the orchard',
    )
    expect(cancelledLetter('en', ORDER, null).text).not.toContain('Reason')
  })

  it('tells how much went back, also a part', () => {
    expect(refundedLetter('en', ORDER, 1250).text).toContain('¥12.50')
    expect(refundedLetter('en', ORDER, 1250).text).not.toContain('¥88.00')
  })
})

describe('a parcel on its way', () => {
  it('has a courier and a number', () => {
    const { text } = shippedLetter('en', ORDER, { courier: 'SF Express', trackingNumber: 'SF1020304050' })
    expect(text).toContain('Courier: SF Express')
    expect(text).toContain('Tracking number: SF1020304050')
  })
})

describe('a reminder', () => {
  const show = {
    title: said('早安，丰收', 'Harvest morning', 'Matin de récolte'),
    host: '王小花',
    scheduledAt: new Date('2026-11-21T00:30:00Z'),
    url: 'https://village.example/en/live/harvest-morning',
  }

  it('says when it begins, in the village’s time', () => {
    expect(reminderLetter('en', { ...show, onAir: false }).text).toContain('begins at 08:30')
    expect(reminderLetter('zh', { ...show, onAir: false }).text).toContain('08:30')
  })

  it('says that it has begun when it has', () => {
    expect(reminderLetter('en', { ...show, onAir: true }).text).toContain('on air now')
  })
})
