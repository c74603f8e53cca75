'use strict';
const path = require('node:path');

const vendure = require('@vendure/core');

// Vendure's own copies: two copies of these libraries in one process do not know each other's decorators.
const beside = { paths: [path.dirname(require.resolve('@vendure/core'))] };
const ofVendure = name => require(require.resolve(name, beside));

const { gql } = ofVendure('graphql-tag');
const nestGraphql = ofVendure('@nestjs/graphql');
const nestCommon = ofVendure('@nestjs/common');
const typeorm = ofVendure('typeorm');

/** Says what a constructor takes; plain JavaScript has no decorators for it. */
function takes(type, ...dependencies) {
    Reflect.defineMetadata('design:paramtypes', dependencies, type);
    return type;
}

/** Marks a class as a provider whose constructor takes these. */
function injectable(type, ...dependencies) {
    takes(type, ...dependencies);
    nestCommon.Injectable()(type);
    return type;
}

/** Applies decorators to a method and its parameters. */
function method(type, name, decorators, parameters = []) {
    const descriptor = Object.getOwnPropertyDescriptor(type.prototype, name);
    Reflect.defineMetadata('design:paramtypes', parameters.map(() => Object), type.prototype, name);
    parameters.forEach((decorate, index) => decorate(type.prototype, name, index));
    decorators.forEach(decorate => decorate(type.prototype, name, descriptor));
}

module.exports = { vendure, gql, nestGraphql, typeorm, takes, injectable, method };
