// Runs the methods of cocoda-sdk's providers against a served site and prints what each gave, as JSON.
// node clients.mjs ORIGIN VOCABULARY SCHEME CONCEPT TERM: what to ask for; TERM is the beginning of a label.

import { readFileSync } from "node:fs"
import { ConceptApiProvider, SkosmosApiProvider } from "cocoda-sdk"
import { validate } from "jskos-validate"

const [origin, vocabulary, schemeUri, conceptUri, term] = process.argv.slice(2)
const wanted = { uri: schemeUri, VOCID: vocabulary }
const concept = { uri: conceptUri, inScheme: [wanted] }
const found = { versions: {}, jskos: {}, skosmos: {}, invalid: [] }

for (const name of ["cocoda-sdk", "jskos-validate"]) {
  const file = new URL(`node_modules/${name}/package.json`, import.meta.url)
  found.versions[name] = JSON.parse(readFileSync(file, "utf-8")).version
}

// what the client adds for its own use begins with an underscore and may refer back to itself
const plain = value => JSON.parse(JSON.stringify(value, (key, part) => key.startsWith("_") ? undefined : part))

async function ask(kind, provider, methods) {
  for (const [method, options] of Object.entries(methods)) {
    try {
      found[kind][method] = plain(await provider[method](options))
    } catch (error) {
      found[kind][method] = { failed: String(error?.relatedError ?? error) }
    }
  }
}

const options = { getTop: { scheme: wanted }, getConcepts: { concepts: [concept] }, getNarrower: { concept },
  getAncestors: { concept }, search: { search: term, scheme: wanted }, suggest: { search: term, scheme: wanted } }

await ask("jskos", new ConceptApiProvider({ uri: "http://example.org/jskos", api: `${origin}/jskos` }),
  { getSchemes: {}, ...options })
await ask("skosmos", new SkosmosApiProvider({ uri: "http://example.org/skosmos", api: `${origin}/rest/v1/`,
  schemes: [wanted] }), { getSchemes: {}, ...options, getTypes: { scheme: wanted } })

const named = encodeURIComponent(`${schemeUri}|${conceptUri}`)
const answers = { concept: [`data?uri=${encodeURIComponent(conceptUri)}`, `search?search=${encodeURIComponent(term)}`,
    `voc/concepts?uri=${encodeURIComponent(schemeUri)}`, `voc/top?uri=${encodeURIComponent(schemeUri)}`,
    `narrower?uri=${named}`, `ancestors?uri=${named}`, `suggest?format=jskos&search=${encodeURIComponent(term)}`],
  scheme: ["voc"], mapping: ["mappings"] }
found.validated = 0
for (const [type, paths] of Object.entries(answers)) {
  for (const path of paths) {
    for (const item of await (await fetch(`${origin}/jskos/${path}`)).json()) {
      found.validated += 1
      if (!validate[type](item)) {
        found.invalid.push({ path, uri: item.uri, errors: validate[type].errorMessages })
      }
    }
  }
}
console.log(JSON.stringify(found))
