import ts from 'typescript-api'

export interface JsonSchema {
  readonly [keyword: string]: unknown
}

export interface SchemaBook {
  /** By their `$id`, which is what a `$ref` names: each is compiled once, whoever refers to it. */
  readonly defs: Readonly<Record<string, JsonSchema>>
  /** By the name of the alias in the probe. */
  readonly roots: Readonly<Record<string, JsonSchema>>
}

const { TypeFlags } = ts

export interface Probe {
  readonly file: string
  /** Exported type aliases: each becomes a root. */
  readonly source: string
  /**
   * Where a field may be one of several objects, only those pass whose `object` says one of these: without it the
   * whole of Stripe hangs together, for everything may be expanded into everything.
   */
  readonly objects: readonly string[]
}

/**
 * JSON Schema for every type alias of a probe, as the TypeScript checker sees it. Objects are closed, and where an
 * enum is open (`'a' | 'b' | OtherString`) only its known values pass.
 */
export function typesToSchema(probe: Probe): SchemaBook {
  const program = programOf(probe)
  const source = program.getSourceFile(probe.file)
  if (!source) throw new Error(`The checker does not see ${probe.file}.`)
  const writer = new SchemaWriter(program.getTypeChecker(), probe.objects)
  const roots: Record<string, JsonSchema> = {}
  ts.forEachChild(source, (node) => {
    if (ts.isTypeAliasDeclaration(node)) roots[node.name.text] = writer.write(node.name)
  })
  return { defs: writer.defs, roots }
}

function programOf({ file, source }: Probe): ts.Program {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    types: [],
  }
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists } = host
  host.fileExists = (name) => name === file || fileExists.call(host, name)
  host.getSourceFile = (name, version, ...rest) =>
    name === file
      ? ts.createSourceFile(name, source, version)
      : getSourceFile.call(host, name, version, ...rest)
  return ts.createProgram([file], options, host)
}

class SchemaWriter {
  readonly defs: Record<string, JsonSchema> = {}
  readonly #checker: ts.TypeChecker
  readonly #names = new Map<ts.Type, string>()

  readonly #objects: readonly string[]

  constructor(checker: ts.TypeChecker, objects: readonly string[]) {
    this.#checker = checker
    this.#objects = objects
  }

  write(node: ts.Node): JsonSchema {
    return this.#schema(this.#checker.getTypeAtLocation(node))
  }

  #schema(type: ts.Type): JsonSchema {
    const { flags } = type
    if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value }
    if (flags & TypeFlags.BooleanLiteral) return { const: this.#checker.typeToString(type) === 'true' }
    if (flags & TypeFlags.String) return { type: 'string' }
    if (flags & TypeFlags.Number) return { type: 'number' }
    if (flags & TypeFlags.Null) return { type: 'null' }
    if (flags & (TypeFlags.Any | TypeFlags.Unknown)) return {}
    if (type.isUnion()) return this.#union(type)
    if (type.isIntersection() && type.types.some((part) => part.flags & TypeFlags.String))
      return { type: 'string' }
    // The SDK's own class; on the wire it is text.
    if (type.aliasSymbol?.name === 'Decimal') return { type: 'string', pattern: '^-?\\d+(\\.\\d+)?$' }
    if (this.#checker.isArrayType(type)) {
      const [item] = this.#checker.getTypeArguments(type as ts.TypeReference)
      return { type: 'array', items: item ? this.#schema(item) : {} }
    }
    return this.#object(type)
  }

  #union(type: ts.UnionType): JsonSchema {
    const absent = TypeFlags.Undefined | TypeFlags.Void
    const literals = type.types.some((part) => part.isStringLiteral())
    const parts = type.types.filter(
      (part) =>
        !(part.flags & absent) &&
        !(part.flags & TypeFlags.BooleanLiteral) &&
        !(literals && part.isIntersection()) &&
        this.#mayStand(part),
    )
    const schemas = parts.map((part) => this.#schema(part))
    const booleans = type.types.filter((part) => part.flags & TypeFlags.BooleanLiteral)
    if (booleans.length === 2) schemas.push({ type: 'boolean' })
    else for (const one of booleans) schemas.push(this.#schema(one))
    const [only] = schemas
    return schemas.length === 1 && only ? only : { anyOf: schemas }
  }

  #mayStand(type: ts.Type): boolean {
    const property = this.#checker.getPropertyOfType(type, 'object')
    const says = property ? this.#checker.getTypeOfSymbol(property) : undefined
    return !says?.isStringLiteral() || this.#objects.includes(says.value)
  }

  #object(type: ts.Type): JsonSchema {
    const known = this.#names.get(type)
    if (known) return { $ref: known }
    const symbol = type.aliasSymbol ?? type.symbol
    const readable = symbol
      ? this.#checker.getFullyQualifiedName(symbol).replace(/^".*?"\.?/, '')
      : 'Anonymous'
    const name = `stripe:${readable.replace(/\W/g, '_')}_${this.#names.size}`
    this.#names.set(type, name)
    const properties: Record<string, JsonSchema> = {}
    const required: string[] = []
    for (const property of this.#checker.getPropertiesOfType(type)) {
      const of = this.#checker.getTypeOfSymbol(property)
      if (isNeverThere(of)) continue
      properties[property.name] = this.#schema(of)
      if (!(property.flags & ts.SymbolFlags.Optional)) required.push(property.name)
    }
    const index = this.#checker.getIndexInfoOfType(type, ts.IndexKind.String)
    this.defs[name] = {
      $id: name,
      type: 'object',
      properties,
      required,
      additionalProperties: index ? this.#schema(index.type) : false,
    }
    return { $ref: name }
  }
}

/** `deleted?: void` marks what is not deleted. */
function isNeverThere(type: ts.Type): boolean {
  const absent = TypeFlags.Undefined | TypeFlags.Void
  return type.isUnion() ? type.types.every((part) => part.flags & absent) : (type.flags & absent) !== 0
}
