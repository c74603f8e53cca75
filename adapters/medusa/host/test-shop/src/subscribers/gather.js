'use strict';
// A shop's own copy would stand here.
module.exports = require('../../../gather.js');
