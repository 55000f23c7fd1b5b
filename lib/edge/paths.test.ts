import { expect, test } from 'vitest'
import { paths } from './paths.ts'

test('every address of the house', () => {
  const l = 'en'
  expect({
    home: paths.home(l),
    search: [paths.search(l), paths.search(l, '番茄 & co')],
    live: paths.live(l, 'harvest-morning'),
    product: paths.product(l, 'walnuts'),
    cart: paths.cart(l),
    checkout: [
      paths.checkout(l, 'yunling'),
      paths.checkout(l, 'yunling', { variantId: 'var_1', quantity: 2, showId: 'sho_1' }),
    ],
    orders: [paths.orders(l), paths.order(l, 'ord_1'), paths.order(l, 'ord_1', 'k')],
    account: [
      paths.signIn(l),
      paths.signIn(l, '/en/cart'),
      paths.register(l),
      paths.account(l),
      paths.invitation(l, 't'),
      paths.setup(l),
      paths.outbox(l),
    ],
    studio: [paths.studio(l), paths.newShow(l), paths.prepareShow(l, 's'), paths.onAir(l, 's')],
    coop: [
      paths.coop(l),
      paths.coopHome(l, 'c'),
      paths.coopProducts(l, 'c'),
      paths.coopNewProduct(l, 'c'),
      paths.coopProduct(l, 'c', 'p'),
      paths.coopStock(l, 'c'),
      paths.coopLedger(l, 'c', 'v'),
      paths.coopLots(l, 'c'),
      paths.coopOrders(l, 'c'),
      paths.coopOrder(l, 'c', 'o'),
      paths.coopPacking(l, 'c'),
      paths.coopMembers(l, 'c'),
      paths.coopCourierRates(l, 'c'),
    ],
    door: [
      paths.playlist('s'),
      paths.media('s', 'e1', '0.m4s'),
      paths.feed('s'),
      paths.ingest('k'),
      paths.picture('pic_1', 640),
      paths.stripeWebhook(),
    ],
  }).toMatchInlineSnapshot(`
    {
      "account": [
        "/en/sign-in",
        "/en/sign-in?next=%2Fen%2Fcart",
        "/en/register",
        "/en/account",
        "/en/invitations/t",
        "/en/setup",
        "/en/outbox",
      ],
      "cart": "/en/cart",
      "checkout": [
        "/en/checkout/yunling",
        "/en/checkout/yunling?variantId=var_1&quantity=2&showId=sho_1",
      ],
      "coop": [
        "/en/coop",
        "/en/coop/c",
        "/en/coop/c/products",
        "/en/coop/c/products/new",
        "/en/coop/c/products/p",
        "/en/coop/c/stock",
        "/en/coop/c/stock/v",
        "/en/coop/c/lots",
        "/en/coop/c/orders",
        "/en/coop/c/orders/o",
        "/en/coop/c/packing",
        "/en/coop/c/members",
        "/en/coop/c/courier-rates",
      ],
      "door": [
        "/hls/s/live.m3u8",
        "/hls/s/e1/0.m4s",
        "/feed/s",
        "/ingest/k",
        "/pictures/pic_1/640.webp",
        "/api/stripe/webhook",
      ],
      "home": "/en",
      "live": "/en/live/harvest-morning",
      "orders": [
        "/en/orders",
        "/en/orders/ord_1",
        "/en/orders/ord_1?key=k",
      ],
      "product": "/en/products/walnuts",
      "search": [
        "/en/search",
        "/en/search?q=%E7%95%AA%E8%8C%84+%26+co",
      ],
      "studio": [
        "/en/studio",
        "/en/studio/shows/new",
        "/en/studio/shows/s",
        "/en/studio/shows/s/air",
      ],
    }
  `)
})
