import type { Locale } from '#lib/kernel/locale.ts'
import { formatMoney } from '#lib/kernel/money.ts'
import type { MethodType, SessionRow } from '../objects.ts'
import { html, type Markup, originOf, type Page } from './markup.ts'
import { type Word, word } from './words.ts'

export interface Typed {
  readonly email: string
  readonly method: string
  readonly name: string
}

const CARDS: readonly (readonly [number: string, what: Word])[] = [
  ['4242 4242 4242 4242', 'works'],
  ['4000 0000 0000 0002', 'declines'],
  ['4000 0000 0000 9995', 'tooPoor'],
  ['4000 0025 0000 3155', 'challenges'],
  ['4000 0000 0000 3220', 'challenges'],
  ['4000 0000 0000 5126', 'refundFails'],
]

/** The page of an open session: what is bought, and one form to pay it. */
export function checkoutPage(
  session: SessionRow,
  locale: Locale,
  options: { status: number; problem: Word | null; typed: Typed },
): Page {
  const { object } = session
  const say = (name: Word) => word(name, locale)
  const total = formatMoney({ amount: object.amount_total, currency: object.currency }, locale)
  const body = html`<main class="two">
<section aria-labelledby="what">
<h1 id="what">${say('lines')}</h1>
<p class="soft">${say('toPay')}</p>
<p class="total">${total}</p>
${lines(session, locale)}
${object.cancel_url ? html`<p><a class="back" href="${object.cancel_url}">← ${say('back')}</a></p>` : null}
</section>
<div>
<section aria-labelledby="how">
<h2 id="how">${say('pay')}</h2>
${options.problem ? html`<p class="error" role="alert">${say(options.problem)}</p>` : null}
<form method="post" action="" autocomplete="off">
${emailField(session, locale, options.typed.email)}
${shippingChoice(session, locale)}
${object.amount_total > 0 ? methodFields(session, locale, options.typed) : null}
<button type="submit">${submitText(session, locale, total)}</button>
</form>
</section>
${object.amount_total > 0 ? testCards(locale) : null}
</div>
</main>`
  return {
    status: options.status,
    locale,
    title: `${say('pay')} ${total}`,
    notice: say('notice'),
    body,
    leadsTo: [...originOf(object.success_url), ...originOf(object.cancel_url)],
    pictures: session.images.flatMap(originOf),
  }
}

/** Where shipping is still to be chosen the total is not known yet, and no script is there to follow it. */
function submitText({ object, rates }: SessionRow, locale: Locale, total: string): string {
  if (object.amount_total === 0) return word('complete', locale)
  return rates.length > 1 ? word('pay', locale) : `${word('pay', locale)} ${total}`
}

function lines(session: SessionRow, locale: Locale): Markup {
  const { object, items, images } = session
  const money = (amount: number) => formatMoney({ amount, currency: object.currency }, locale)
  const shipping = object.shipping_cost
  return html`<ul class="lines">
${items.map(
  (item, index) => html`<li>${
    images[index] ? html`<img src="${images[index]}" alt="" width="48" height="48">` : null
  }<span class="what">${item.description}<br><span class="soft">${item.quantity} × ${money(item.price.unit_amount ?? 0)}</span></span>
<span class="money">${money(item.amount_total)}</span></li>`,
)}
${
  shipping
    ? html`<li><span class="what">${word('shipping', locale)}</span><span class="money">${money(shipping.amount_total)}</span></li>`
    : null
}
<li><strong class="what">${word('total', locale)}</strong><strong class="money">${money(object.amount_total)}</strong></li>
</ul>`
}

function emailField({ object }: SessionRow, locale: Locale, typed: string): Markup | null {
  if (object.customer) return null
  const value = object.customer_email ?? typed
  return html`<label>${word('email', locale)}
<input type="email" name="email" value="${value}" required autocomplete="email"${object.customer_email ? html` readonly` : null}></label>`
}

function shippingChoice(session: SessionRow, locale: Locale): Markup | null {
  if (session.rates.length < 2) return null
  const chosen = session.object.shipping_cost?.shipping_rate
  return html`<fieldset><legend>${word('shipping', locale)}</legend>
${session.rates.map(
  (rate) =>
    html`<label class="choice"><input type="radio" name="shipping_rate" value="${rate.id}"${
      rate.id === chosen ? html` checked` : null
    }> ${rate.display_name} · ${formatMoney(
      { amount: rate.fixed_amount?.amount ?? 0, currency: session.object.currency },
      locale,
    )}</label>`,
)}</fieldset>`
}

function methodFields({ object }: SessionRow, locale: Locale, typed: Typed): Markup {
  const types = object.payment_method_types as MethodType[]
  const chosen = types.find((type) => type === typed.method) ?? types[0]
  const say = (name: Word) => word(name, locale)
  return html`<fieldset><legend>${say('method')}</legend>
${types.map(
  (type) =>
    html`<label class="choice"><input type="radio" name="method" value="${type}"${
      type === chosen ? html` checked` : null
    }> ${say(type)}</label>`,
)}</fieldset>
${types.includes('card') ? cardFields(object, locale, typed) : null}`
}

function cardFields(object: SessionRow['object'], locale: Locale, typed: Typed): Markup {
  const say = (name: Word) => word(name, locale)
  const mayKeep = object.saved_payment_method_options?.payment_method_save === 'enabled'
  return html`<div class="card"><label>${say('number')}<input name="number" inputmode="numeric" placeholder="4242 4242 4242 4242"></label>
<div class="pair"><label>${say('expiry')}<input name="expiry" inputmode="numeric" placeholder="12/34"></label>
<label>${say('cvc')}<input name="cvc" inputmode="numeric" placeholder="123"></label></div>
<label>${say('holder')}<input name="name" value="${typed.name}"></label>
${
  mayKeep
    ? html`<label class="choice"><input type="checkbox" name="keep" value="yes"> ${say('keepCard')}</label>`
    : null
}</div>`
}

function testCards(locale: Locale): Markup {
  return html`<details><summary>${word('testCards', locale)}</summary>
<p>${word('testHint', locale)}</p>
<table>${CARDS.map(([number, what]) => html`<tr><td>${number}</td><td>${word(what, locale)}</td></tr>`)}</table>
</details>`
}
