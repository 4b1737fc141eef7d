/**
 * adaptivecards-templating's types name the untyped sources of another package, which our compiler would then check as
 * ours. The product uses none of those types; tsconfig.json points the import here.
 */
export type IAdaptiveCard = object;
