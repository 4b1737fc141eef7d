import { badRequest, type Refusal } from './refusal.ts';
import { enums, shapes } from './shapes.ts';

/** Graph reads the names of an action's parameters in any case; ours are compared in small first letters. */
const ACTIONS = new Set(['getSchedule', 'cancel', 'move', 'sendMail', 'nothing']);
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?(Z|[+-]\d{2}:\d{2})$/;

export type Body = Record<string, unknown>;

/**
 * Checks a body against a type of Graph, down to its last property: names, types, enum values, what is required, what
 * only Graph itself may set.
 *
 * @returns the body, the parameters of an action with a small first letter
 * @throws Refusal as Graph words it
 */
export function checkBody(shapeName: string, body: unknown): Body {
  if (!isRecord(body)) throw badRequest('Empty Payload. JSON content expected.');
  const named = ACTIONS.has(shapeName) ? withSmallFirstLetters(body) : body;
  checkRecord(shapeName, named);
  return named;
}

export function isRecord(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function withSmallFirstLetters(body: Body): Body {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name.charAt(0).toLowerCase() + name.slice(1), value]),
  );
}

function checkRecord(shapeName: string, value: Body): void {
  const shape = shapes[shapeName];
  if (shape === undefined) throw badRequest(`The type '${shapeName}' cannot be written here.`, 'RequestBodyRead');
  for (const [name, part] of Object.entries(value)) {
    if (name === '@odata.type' && shape.properties[name] === undefined) {
      if (part === `#microsoft.graph.${shapeName}` || part === `microsoft.graph.${shapeName}`) continue;
    }
    const type = shape.properties[name];
    if (type === undefined) {
      throw badRequest(
        `The property '${name}' does not exist on type 'microsoft.graph.${shapeName}'. Make sure to only use property names that are defined by the type.`,
        'RequestBodyRead',
      );
    }
    if (shape.readOnly?.includes(name)) {
      throw badRequest(`The property '${name}' is read-only and cannot be set.`, 'ErrorInvalidPropertySet');
    }
    checkValue(type, part, name);
  }
  const missing = shape.required?.find((name) => value[name] === undefined || value[name] === null);
  if (missing !== undefined) {
    throw badRequest(`The required property '${missing}' of '${shapeName}' is missing.`, 'ErrorInvalidRequest');
  }
}

function checkValue(written: string, value: unknown, name: string): void {
  const neverNull = written.endsWith('!');
  const type = neverNull ? written.slice(0, -1) : written;
  if (value === undefined) throw badRequest(`The property '${name}' has no value.`, 'RequestBodyRead');
  if (value === null) {
    if (neverNull) throw notOfType(name, type);
    return;
  }
  if (!type.endsWith('[]')) {
    checkOne(type, value, name);
    return;
  }
  if (!Array.isArray(value)) throw notOfType(name, `Collection(${type.slice(0, -2)})`);
  for (const one of value) checkOne(type.slice(0, -2), one, name);
}

function checkOne(type: string, value: unknown, name: string): void {
  const values = enums[type];
  if (values !== undefined) {
    if (typeof value !== 'string') throw notOfType(name, type);
    if (!values.includes(value)) {
      throw badRequest(`Requested value '${value}' was not found.`, 'RequestBodyRead');
    }
    return;
  }
  if (isPrimitive(type)) {
    if (!primitives[type](value)) throw notOfType(name, type);
    return;
  }
  if (!isRecord(value)) throw notOfType(name, type);
  checkRecord(type, value);
}

const primitives = {
  string: (value: unknown) => typeof value === 'string',
  boolean: (value: unknown) => typeof value === 'boolean',
  int32: (value: unknown) => Number.isInteger(value),
  binary: (value: unknown) => typeof value === 'string' && /^[A-Za-z0-9+/]*={0,2}$/.test(value),
  instant: (value: unknown) => typeof value === 'string' && INSTANT.test(value) && !Number.isNaN(Date.parse(value)),
};

function isPrimitive(type: string): type is keyof typeof primitives {
  return type in primitives;
}

function notOfType(name: string, type: string): Refusal {
  return badRequest(`Cannot convert the literal of '${name}' to the expected type '${type}'.`, 'RequestBodyRead');
}
