import type { Locale } from '#lib/kernel/locale.ts'

const WORDS: Readonly<Record<Locale, { tag: string; title: string; text: string; again: string }>> = {
  zh: {
    tag: 'zh-CN',
    title: '稍等，马上就好',
    text: '商店正在整理摊位，几秒钟后自动打开。您的购物车、订单和付款都安然无恙，直播也没有中断。',
    again: '现在再试',
  },
  en: {
    tag: 'en',
    title: 'One moment, we are setting up the stall',
    text: 'This page opens by itself in a few seconds. Your cart, your orders and your payments are safe, and the broadcast goes on.',
    again: 'Try again now',
  },
  fr: {
    tag: 'fr',
    title: 'Un instant, nous installons l’étal',
    text: 'Cette page s’ouvre toute seule dans quelques secondes. Votre panier, vos commandes et vos paiements sont en sécurité, et le direct continue.',
    again: 'Réessayer maintenant',
  },
}

/** The reader's language: the address's, else the first of the browser's that we speak. */
export function readersLanguage(path: string, acceptLanguage: string | undefined): Locale {
  const inPath = /^\/(zh|en|fr)(?:\/|$)/.exec(path)?.[1]
  const wanted = (acceptLanguage ?? '').toLowerCase().match(/\b(zh|en|fr)\b/)?.[1]
  return (inPath ?? wanted ?? 'en') as Locale
}

/**
 * What a reader sees while the pages' process is away: kind, whole in itself, comes back by itself.
 * A form that was being sent is not sent again by the page: the link leads to its address, not to its deed.
 */
export function sorryPage(locale: Locale, nonce: string): string {
  const { tag, title, text, again } = WORDS[locale]
  return `<!doctype html>
<html lang="${tag}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="3">
<title>${title}</title>
<style nonce="${nonce}">
  body { margin: 0; min-height: 100dvh; display: grid; place-content: center; padding: 24px; background: #fbf7ef; color: #1e2a23;
    font: 16px/1.5 'Inter Variable', 'PingFang SC', 'Noto Sans SC', 'Microsoft YaHei', system-ui, sans-serif; }
  main { max-width: 34rem } h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 12px } p { color: #4a574e; margin: 0 0 24px }
  a { display: inline-flex; min-height: 48px; align-items: center; padding: 0 20px; border-radius: 12px; background: #2e6b3e; color: #fff;
    font-weight: 600; text-decoration: none }
</style>
<main><h1>${title}</h1><p>${text}</p><a href="">${again}</a></main>
</html>
`
}
