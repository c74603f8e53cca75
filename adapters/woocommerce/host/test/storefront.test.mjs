// Runs gather/storefront.js with a few stand-ins for a browser: node --test host/test. Each request that it makes is answered as Gather and the shop answer.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import vm from 'node:vm';

const SCRIPT = readFileSync( new URL( '../gather/storefront.js', import.meta.url ), 'utf8' );

class Element {
	constructor( dataset ) {
		this.dataset = dataset;
		this.progress = { textContent: '' };
		this.link = { addEventListener: ( type, listener ) => ( this.click = () => listener( { preventDefault() {} } ) ) };
	}
	querySelector( selector ) {
		return selector === 'a' ? this.link : this.progress;
	}
}

function page( { search = '', data = {}, answers = {}, stored = new Map() } ) {
	let attempts = 0;
	const cookies = new Map();
	const sent = [];
	const element = new Element( {
		gather: 'https://gather.example', key: 'pk_1', tokenUrl: 'https://shop.example/wp-json/gather/v1/customer-token',
		nonce: 'n', team: 't1', campaign: '', product: '12', home: 'https://shop.example/tea/', login: 'https://shop.example/login', ...data,
	} );
	const window = {
		location: { search, href: '' },
		sessionStorage: {
			getItem: ( name ) => stored.get( name ) ?? null,
			setItem: ( name, value ) => stored.set( name, value ),
			removeItem: ( name ) => stored.delete( name ),
		},
	};
	const browser = {
		window, URLSearchParams, Promise, Error, encodeURIComponent, decodeURIComponent, String, JSON,
		setTimeout: ( then ) => setTimeout( then, 0 ),
		crypto: { randomUUID: () => 'attempt-' + ++attempts },
		document: {
			get cookie() {
				return [ ...cookies ].map( ( [ name, value ] ) => name + '=' + value ).join( '; ' );
			},
			set cookie( text ) {
				const [ name, value ] = text.split( ';' )[ 0 ].split( '=' );
				cookies.set( name, value );
			},
			querySelectorAll: () => [ element ],
		},
		fetch: async ( url, options ) => {
			sent.push( { url, ...options } );
			const given = answers[ url.replace( /^https:\/\/[^/]+/, '' ) ];
			const [ status, body ] = Array.isArray( given?.[ 0 ] ) ? given.shift() : given ?? [ 404, { detail: 'not found' } ];
			return { ok: status < 300, status, json: async () => body };
		},
	};
	vm.runInNewContext( SCRIPT, browser );
	return { element, cookies, sent, window, stored };
}

const settled = async ( condition ) => {
	for ( let i = 0; i < 200 && ! condition(); i++ ) {
		await new Promise( ( later ) => setTimeout( later, 5 ) );
	}
	assert.ok( condition() );
};

const JOINING = () => ( {
	'/storefront/v1/teams/t1': [ 200, { paid: 2, size: 3 } ],
	'/wp-json/gather/v1/customer-token': [ 200, { token: 'c1.5' } ],
	'/storefront/v1/sessions': [ 201, { token: 'member-token' } ],
	'/storefront/v1/teams/t1/participations': [ 201, { id: 'p-1', admission: 'PENDING' } ],
	'/storefront/v1/me/participations/p-1': [
		[ 200, { id: 'p-1', admission: 'PENDING' } ],
		[ 200, { id: 'p-1', admission: 'READY', redemption: 'PRICE_TOKEN', reference: 'g1.a b' } ],
	],
} );

test( 'who led a buyer here goes from the address into a cookie, a place does not', () => {
	const { cookies } = page( { search: '?gather_click=a.b~c&gather_participation=p-1&other=1' } );
	assert.deepEqual( [ ...cookies ], [ [ 'gather_click', 'a.b~c' ] ] );
} );

test( 'progress is shown with the publishable key', async () => {
	const { element, sent } = page( { answers: JOINING() } );
	await settled( () => element.progress.textContent === '2 / 3' );
	assert.equal( sent[ 0 ].headers.Authorization, 'Bearer pk_1' );
} );

test( 'joining leads into the cart with the price', async () => {
	const { element, cookies, sent, window } = page( { search: '?gather_click=click', answers: JOINING() } );
	element.click();
	await settled( () => window.location.href !== '' );
	assert.equal( window.location.href, 'https://shop.example/tea/?add-to-cart=12&gather_participation=p-1&gather_price_token=g1.a%20b' );
	assert.deepEqual( [ ...cookies.keys() ], [ 'gather_click' ], 'the place stays with the cart: nothing of it is left in the browser' );
	const session = sent.find( ( request ) => request.url.endsWith( '/sessions' ) );
	assert.deepEqual( JSON.parse( session.body ), { shopToken: 'c1.5', click: 'click' } );
	const joined = sent.find( ( request ) => request.url.endsWith( '/teams/t1/participations' ) );
	assert.equal( joined.headers.Authorization, 'Bearer member-token' );
	assert.equal( joined.headers[ 'Idempotency-Key' ], 'attempt-1' );
	assert.equal( sent.find( ( request ) => request.url.endsWith( 'customer-token' ) ).headers[ 'X-WP-Nonce' ], 'n' );
} );

test( 'a team is opened where only a campaign is named', async () => {
	const answers = { ...JOINING(), '/storefront/v1/campaigns/c1/teams': [ 201, { id: 'p-2', admission: 'READY', reference: 'g1' } ] };
	const { element, window } = page( { data: { team: '', campaign: 'c1' }, answers } );
	element.click();
	await settled( () => window.location.href === 'https://shop.example/tea/?add-to-cart=12&gather_participation=p-2&gather_price_token=g1' );
} );

test( 'who is not logged in is led to the login', () => {
	const { element, sent, window } = page( { data: { nonce: '', team: '', campaign: 'c1' } } );
	element.click();
	assert.equal( window.location.href, 'https://shop.example/login' );
	assert.equal( sent.length, 0 );
} );

test( 'a refusal is shown in its words', async () => {
	const answers = { ...JOINING(), '/storefront/v1/teams/t1/participations': [ 409, { detail: 'The team is full.' } ] };
	const { element, window } = page( { answers } );
	element.click();
	await settled( () => element.progress.textContent === 'The team is full.' );
	assert.equal( window.location.href, '' );
} );

const keys = ( sent ) => sent.filter( ( request ) => request.url.endsWith( '/teams/t1/participations' ) ).map( ( request ) => request.headers[ 'Idempotency-Key' ] );

test( 'the key stays until there is a definite answer, also in the page loaded anew', async () => {
	const place = [ 201, { id: 'p-1', admission: 'READY', reference: 'g1' } ];
	const answers = { ...JOINING(), '/storefront/v1/teams/t1/participations': [ [ 503, { detail: 'Later.' } ], [ 409, { code: 'idempotency-key-in-flight', detail: 'Runs.' } ] ] };
	const first = page( { answers } );
	first.element.click();
	await settled( () => first.element.progress.textContent === 'Later.' );
	first.element.click();
	await settled( () => first.element.progress.textContent === 'Runs.' );
	assert.deepEqual( keys( first.sent ), [ 'attempt-1', 'attempt-1' ] );
	const stored = new Map( [ ...first.stored ].map( ( [ name ] ) => [ name, 'kept' ] ) );
	const again = page( { answers: { ...JOINING(), '/storefront/v1/teams/t1/participations': place }, stored } );
	again.element.click();
	await settled( () => again.window.location.href !== '' );
	assert.deepEqual( keys( again.sent ), [ 'kept' ] );
	assert.equal( stored.size, 0 );
} );

test( 'after a definite refusal the next attempt has a key of its own', async () => {
	const answers = { ...JOINING(), '/storefront/v1/teams/t1/participations': [ [ 409, { code: 'team-full', detail: 'Full.' } ], [ 409, { code: 'team-closed', detail: 'Closed.' } ] ] };
	const { element, sent } = page( { answers } );
	element.click();
	await settled( () => element.progress.textContent === 'Full.' );
	element.click();
	await settled( () => element.progress.textContent === 'Closed.' );
	assert.deepEqual( keys( sent ), [ 'attempt-1', 'attempt-2' ] );
} );

test( 'who has a place already goes on with it', async () => {
	const already = [ 409, { code: 'already-in-team', detail: 'You have a place.' } ];
	const answers = {
		...JOINING(),
		'/storefront/v1/teams/t1/participations': already,
		'/storefront/v1/campaigns/c1/teams': already,
		'/storefront/v1/teams/t1': [ 200, { campaign: 'c1', paid: 2, size: 3 } ],
		'/storefront/v1/teams/t0': [ 200, { campaign: 'c0', paid: 2, size: 3 } ],
		'/storefront/v1/me/participations': [ 200, { items: [
			{ id: 'p-0', team: 't0', state: 'HELD', admission: 'READY' }, { id: 'p-9', team: 't1', state: 'WITHDRAWN', admission: 'READY' },
			{ id: 'p-1', team: 't1', state: 'HELD', admission: 'PENDING' } ] } ],
	};
	for ( const data of [ {}, { team: '', campaign: 'c1' } ] ) {
		answers[ '/storefront/v1/me/participations/p-1' ] = JOINING()[ '/storefront/v1/me/participations/p-1' ];
		const { element, window } = page( { data, answers } );
		element.click();
		await settled( () => window.location.href !== '' );
		assert.match( window.location.href, /&gather_participation=p-1&/ );
	}
	const paid = page( { answers: { ...answers, '/storefront/v1/me/participations': [ 200, { items: [ { id: 'p-1', team: 't1', state: 'PAID' } ] } ] } } );
	paid.element.click();
	await settled( () => paid.element.progress.textContent === 'You have a place.' );
} );

test( 'clicks while one runs are ignored', async () => {
	const { element, sent, window } = page( { answers: JOINING() } );
	element.click();
	element.click();
	await settled( () => window.location.href !== '' );
	assert.equal( keys( sent ).length, 1 );
} );

test( 'a variation is named with its product, and without a token the price is the shop\'s', async () => {
	const answers = { ...JOINING(), '/storefront/v1/teams/t1/participations': [ 201, { id: 'p-1', admission: 'READY', reference: null } ] };
	const { element, window } = page( { data: { product: '12-34' }, answers } );
	element.click();
	await settled( () => window.location.href === 'https://shop.example/tea/?add-to-cart=12&variation_id=34&gather_participation=p-1' );
} );
