import { replayChat } from './chat.ts'
import type { DemoListing, DemoPin, DemoShow } from './types.ts'

const listing = (product: string, onAirFen: Record<string, number>): DemoListing => ({ product, onAirFen })

/** The line-up of the show on air: the six of the loop in the loop's order, then two that the host only mentions. */
const morning: DemoListing[] = [
  listing('heirloom-tomatoes', { 'tomato-2500': 3580, 'tomato-5000': 6280 }),
  listing('navel-oranges', { 'orange-2500': 2690, 'orange-5000': 4490, 'orange-10000': 7990 }),
  listing('mountain-eggs', { 'egg-30': 4380, 'egg-60': 8380 }),
  listing('wildflower-honey', { 'honey-500': 6180, 'honey-1000': 11800 }),
  listing('smoked-bacon', { 'bacon-500': 5280, 'bacon-1500': 14980 }),
  listing('black-tea', { 'tea-100': 7980, 'tea-250': 14980, 'tea-200-gift': 17800 }),
  listing('chilli-sauce', { 'chilli-230': 1780, 'chilli-690': 4880 }),
  listing('bamboo-shoots', { 'shoots-1500': 4180, 'shoots-2500': 6580 }),
]

/** The second of the loop at which the ended show began: the tea is in the picture first. */
export const TEA_TERRACE_PHASE = 40

/** Three turns of the loop. */
const TEA_TERRACE_SECONDS = 144

/**
 * What was pinned in the ended show, which began with the tea. The tomatoes and the bacon pass through the picture
 * without a pin: a host may show what she does not sell that day.
 */
const teaTurn: DemoPin[] = [
  { product: 'black-tea', fromSeconds: 0, toSeconds: 8 },
  { product: 'navel-oranges', fromSeconds: 16, toSeconds: 24 },
  { product: 'mountain-eggs', fromSeconds: 24, toSeconds: 32 },
  { product: 'wildflower-honey', fromSeconds: 32, toSeconds: 40 },
]

const teaPins: DemoPin[] = [0, 48, 96].flatMap((turn) =>
  teaTurn.map((pin) => ({
    product: pin.product,
    fromSeconds: pin.fromSeconds + turn,
    toSeconds: pin.toSeconds + turn,
  })),
)

/**
 * The live show has no pins of its own: they follow the loop (`scenesBetween` in loop.ts).
 * All hours are in the cooperative's time zone, Asia/Shanghai.
 */
export const shows: DemoShow[] = [
  {
    slug: 'harvest-morning',
    title: { zh: '云岭早市：今早刚摘的', en: 'Harvest morning in Yunling', fr: 'Matin de récolte à Yunling' },
    summary: {
      zh: '天刚亮，秀兰姐在村口支好了摊子：番茄、脐橙、土鸡蛋、蜂蜜、腊肉、红茶，一样一样拿给你看。播出价只在直播间有。',
      en: 'It has only just got light and Xiulan has set up her stall at the village gate: tomatoes, oranges, eggs, honey, bacon and tea, one after the other, held up for you to see. The on-air price is for those who are here.',
      fr: 'Le jour se lève à peine et Xiulan a monté son étal à l’entrée du village : tomates, oranges, œufs, miel, lard et thé, montrés l’un après l’autre. Le prix du direct est pour ceux qui sont là.',
    },
    poster: 'poster-harvest-morning.webp',
    time: { state: 'live' },
    listings: morning,
    pins: [],
    chat: [],
  },
  {
    slug: 'orchard-evening',
    title: { zh: '上湾果园：傍晚下山', en: 'An evening in the orchard', fr: 'Un soir au verger' },
    summary: {
      zh: '明晚跟周大山进果园，看他怎么挑一个橙子、怎么等一个猕猴桃变软。还有林场的新核桃和刚出窑的红蜜薯。',
      en: 'Tomorrow evening we follow Zhou Dashan into his orchard to see how he chooses an orange and waits for a kiwi to soften. With new walnuts from the forest and sweet potatoes straight from the cellar.',
      fr: 'Demain soir, nous suivons Zhou Dashan au verger : comment il choisit une orange, comment il attend qu’un kiwi s’attendrisse. Avec les noix nouvelles de la forêt et les patates douces sorties de cave.',
    },
    poster: 'poster-orchard-evening.webp',
    time: { state: 'scheduled', daysAhead: 1, hour: 19, minute: 30 },
    listings: [
      listing('navel-oranges', { 'orange-2500': 2690, 'orange-5000': 4390, 'orange-10000': 7790 }),
      listing('red-kiwi', { 'kiwi-12': 2380, 'kiwi-30': 5380 }),
      listing('walnuts', { 'walnut-1000': 3280, 'walnut-2500': 7580 }),
      listing('sweet-potatoes', { 'sweet-potato-2500': 1980, 'sweet-potato-5000': 3480 }),
    ],
    pins: [],
    chat: [],
  },
  {
    slug: 'tea-terrace',
    title: {
      zh: '茶坪喝茶：雾散之前',
      en: 'Tea before the mist lifts',
      fr: 'Le thé avant que la brume se lève',
    },
    summary: {
      zh: '何美珍把今年的红茶泡给大家看，顺便切了橙子、煮了土鸡蛋、挖了一勺蜂蜜。回放里点到哪样，就跳到哪一刻。',
      en: 'He Meizhen’s new black tea in the pot, with oranges, boiled eggs and a spoon of honey beside it. Touch a product in the replay and it takes you to its moment.',
      fr: 'Le nouveau thé noir de He Meizhen dans la théière, avec des oranges, des œufs et une cuillère de miel. Touchez un produit et la rediffusion vous mène à son moment.',
    },
    poster: 'poster-tea-terrace.webp',
    time: { state: 'ended', daysAgo: 1, hour: 8, minute: 30, seconds: TEA_TERRACE_SECONDS },
    listings: [
      listing('black-tea', { 'tea-100': 7980, 'tea-250': 14980, 'tea-200-gift': 17800 }),
      listing('navel-oranges', { 'orange-2500': 2790, 'orange-5000': 4590 }),
      listing('mountain-eggs', { 'egg-30': 4480 }),
      listing('wildflower-honey', { 'honey-500': 6280, 'honey-1000': 11900 }),
    ],
    pins: teaPins,
    chat: replayChat,
  },
  {
    slug: 'open-stage',
    title: { zh: '空摊位：等你来播', en: 'Open stage: your own video', fr: 'Scène ouverte : votre vidéo' },
    summary: {
      zh: '这个摊位留给你。启动时打印的那一行推流命令贴进终端，换上你自己的视频，几秒钟后就在这里播出。',
      en: 'This stall is kept for you. Paste the encoder line that was printed at the start, with a video of your own, and a few seconds later it is on air here.',
      fr: 'Cet étal est pour vous. Collez la ligne d’encodeur affichée au démarrage, avec une vidéo à vous : quelques secondes plus tard, elle est à l’antenne.',
    },
    poster: 'poster-open-stage.webp',
    time: { state: 'open' },
    listings: [
      listing('heirloom-tomatoes', { 'tomato-2500': 3580, 'tomato-5000': 6280 }),
      listing('sichuan-pepper', { 'pepper-100': 2280, 'pepper-500': 8980 }),
      listing('walnuts', { 'walnut-1000': 3380, 'walnut-2500': 7780 }),
      listing('chilli-sauce', { 'chilli-230': 1780, 'chilli-690': 4980 }),
    ],
    pins: [],
    chat: [],
  },
]
