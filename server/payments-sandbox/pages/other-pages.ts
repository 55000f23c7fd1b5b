import type { Locale } from '#lib/kernel/locale.ts'
import { formatMoney } from '#lib/kernel/money.ts'
import type { Attempt } from '../objects.ts'
import { html, type Markup, originOf, type Page } from './markup.ts'
import { type Word, word } from './words.ts'

interface Due {
  readonly amount: number
  readonly currency: string
}

function simplePage(
  locale: Locale,
  options: {
    status: number
    title: Word
    text: Word | null
    rest: Markup | null
    leadsTo?: readonly string[]
  },
): Page {
  const title = word(options.title, locale)
  return {
    status: options.status,
    locale,
    title,
    notice: word('notice', locale),
    body: html`<main class="one"><section><h1>${title}</h1>
${options.text ? html`<p>${word(options.text, locale)}</p>` : null}
${options.rest}</section></main>`,
    leadsTo: options.leadsTo ?? [],
    pictures: [],
  }
}

function answerButton(answer: string, label: string, style: string): Markup {
  return html`<form method="post" action=""><input type="hidden" name="answer" value="${answer}">
<button type="submit" class="${style}">${label}</button></form>`
}

/** In the place of the bank's or the wallet's page: the buyer says how it goes. */
export function attemptPage(
  kind: Attempt['kind'],
  due: Due,
  locale: Locale,
  leadsTo: readonly (string | null)[],
): Page {
  const isWallet = kind !== 'challenge'
  const rest = html`<p class="total">${formatMoney(due, locale)}</p>
<div class="stack">
${answerButton('approve', word('approve', locale), '')}
${answerButton('fail', word('fail', locale), 'no')}
${isWallet ? answerButton('pending', word('leavePending', locale), 'plain') : null}
</div>`
  return simplePage(locale, {
    status: 200,
    title: kind,
    text: isWallet ? 'walletHint' : 'challengeHint',
    rest,
    leadsTo: leadsTo.flatMap(originOf),
  })
}

/** The money is on its way; whoever looks may say how that ends. */
export function processingPage(locale: Locale, successUrl: string | null): Page {
  const rest = html`<div class="stack">${answerButton('succeed', word('arrives', locale), '')}
${answerButton('fail', word('neverArrives', locale), 'no')}</div>
${shopLink(locale, successUrl)}`
  return simplePage(locale, { status: 200, title: 'processing', text: 'processingHint', rest })
}

/** What a page that can no longer be paid says: the truth. */
export function closedPage(
  outcome: 'paid' | 'notPaid' | 'expired' | 'replaced' | 'unknown',
  locale: Locale,
  shopUrl: string | null,
): Page {
  const text = {
    paid: 'paidHint',
    notPaid: 'notPaidHint',
    expired: 'expiredHint',
    replaced: null,
    unknown: null,
  } as const
  const status = { paid: 200, notPaid: 200, expired: 410, replaced: 409, unknown: 404 }
  return simplePage(locale, {
    status: status[outcome],
    title: outcome,
    text: text[outcome],
    rest: shopLink(locale, shopUrl),
  })
}

function shopLink(locale: Locale, url: string | null): Markup | null {
  return url ? html`<p><a class="back" href="${url}">${word('toShop', locale)}</a></p>` : null
}
