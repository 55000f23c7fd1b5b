// Who may import whom: the house's rules (docs/decisions/0001-the-house.md) as a checker's file.

// Lowest first: a domain may import only those to its left.
const FLOORS = [
  'kernel',
  'members',
  'catalog',
  'inventory',
  'media',
  'live',
  'payments',
  'orders',
  'fulfilment',
  'settlement',
  'feed',
  'notices',
  'edge',
]

const upward = FLOORS.slice(0, -1).map((name, i) => ({
  name: `floor-${name}`,
  comment: 'Downward only.',
  severity: 'error',
  from: { path: `^lib/${name}/`, pathNot: '\\.test\\.tsx?$' },
  // Addresses know nothing but languages, and a mail or a provider must be told where to lead back to.
  to: { path: `^lib/(${FLOORS.slice(i + 1).join('|')})/`, pathNot: '^lib/edge/paths\\.ts$' },
}))

const sideways = [
  ['payments', 'members|catalog|inventory|media|live'],
  ['media', 'members|catalog|inventory'],
  ['live', 'inventory'],
].map(([room, others]) => ({
  name: `shut-${room}`,
  comment: 'Sideways shut: see house rules.',
  severity: 'error',
  from: { path: `^lib/${room}/`, pathNot: '\\.test\\.tsx?$' },
  to: { path: `^lib/(${others})/` },
}))

// Files that a browser may load.
const PURE =
  '^lib/([^/]+/(model|policy|events)\\.ts|kernel/(result|money|ids|locale|fields)\\.ts|catalog/(regions|search-text)\\.ts|edge/(paths|faults)\\.ts)$'

const owner = (name, what, allowed) => ({
  name: `one-owner-${name}`,
  severity: 'error',
  from: {
    path: '^(app|components|lib|server|prisma)/',
    pathNot: `${allowed}|\\.test\\.tsx?$|^prisma/generated/`,
  },
  to: { path: what },
})

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: { pathNot: '^prisma/generated/' },
      to: { circular: true },
    },
    ...upward,
    ...sideways,
    {
      name: 'store-is-private',
      comment: "Nobody opens another domain's store.",
      severity: 'error',
      from: { path: '^lib/([^/]+)/' },
      to: { path: '^lib/([^/]+)/store[a-z-]*\\.ts$', pathNot: '^lib/$1/' },
    },
    {
      name: 'store-is-not-for-doors',
      severity: 'error',
      from: { path: '^(app|components|server)/' },
      to: { path: '^lib/([^/]+)/store[a-z-]*\\.ts$' },
    },
    {
      name: 'pure-stays-pure',
      severity: 'error',
      from: { path: PURE },
      to: { pathNot: [PURE, 'node_modules/zod/'] },
    },
    {
      name: 'components-are-blind',
      comment: 'Components see pure files only.',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^(lib|app|server|prisma)/', pathNot: PURE },
    },
    {
      name: 'app-is-thin',
      severity: 'error',
      from: { path: '^app/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^lib/(kernel/(db|jobs|outbox|transaction)|[^/]+/(gateway|jobs))\\.ts$' },
    },
    {
      name: 'lib-never-looks-up',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^(app|components|server)/' },
    },
    owner(
      'stripe',
      'node_modules/stripe/',
      '^lib/payments/gateway\\.ts$|^server/payments-sandbox/stripe-types\\.ts$',
    ),
    owner(
      'prisma',
      '(node_modules/@prisma/|^prisma/generated/)',
      '^lib/kernel/(db|transaction)\\.ts$|/store[a-z-]*\\.ts$|^server/migrate|^prisma/',
    ),
    owner('pg-boss', 'node_modules/pg-boss/', '^lib/kernel/jobs\\.ts$'),
    owner('hls', 'node_modules/hls\\.js/', '^components/player/'),
    owner('next-auth', 'node_modules/next-auth/', '^lib/members/session\\.ts$|^app/api/auth/'),
    owner('child-process', '^(node:)?child_process$', '^server/'),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.next|\\.data|tests/fixtures/media)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['react-server', 'import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
    },
  },
}
