/*
 * A team's progress and the button to join it, for each element that the shortcode [gather_team] left in the page. Plain browser JavaScript, no dependency.
 * It also keeps the evidence of group links in cookies: pages from a cache never reach the plugin's PHP.
 */
( function () {
	'use strict';

	var EVIDENCE = [ 'gather_click', 'gather_participation' ];

	function remember( name, value ) {
		document.cookie = name + '=' + encodeURIComponent( value ) + '; path=/; max-age=2592000; samesite=lax';
	}

	function remembered( name ) {
		var found = document.cookie.split( '; ' ).filter( function ( pair ) {
			return pair.indexOf( name + '=' ) === 0;
		} )[ 0 ];
		return found ? decodeURIComponent( found.slice( name.length + 1 ) ) : null;
	}

	function answered( response ) {
		return response.json().then( function ( body ) {
			if ( ! response.ok ) {
				throw new Error( body.detail || body.message || String( response.status ) );
			}
			return body;
		} );
	}

	function gather( element, path, token, post ) {
		var headers = { Authorization: 'Bearer ' + token };
		if ( post ) {
			headers[ 'Content-Type' ] = 'application/json';
			headers[ 'Idempotency-Key' ] = element.dataset.attempt;
		}
		return fetch( element.dataset.gather + '/storefront/v1' + path, {
			method: post ? 'POST' : 'GET',
			headers: headers,
			body: post && post !== true ? JSON.stringify( post ) : undefined,
		} ).then( answered );
	}

	/** This site says who is logged in; Gather gives a token of its own for that. */
	function session( element ) {
		return fetch( element.dataset.tokenUrl, {
			credentials: 'same-origin',
			headers: { 'X-WP-Nonce': element.dataset.nonce },
		} )
			.then( answered )
			.then( function ( shop ) {
				return gather( element, '/sessions', element.dataset.key, {
					shopToken: shop.token,
					click: remembered( 'gather_click' ),
				} );
			} )
			.then( function ( opened ) {
				return opened.token;
			} );
	}

	/** The shop gets to know the price within a moment: ask until it is ready. */
	function admitted( element, place, token ) {
		if ( place.admission === 'PENDING' ) {
			return new Promise( function ( later ) {
				setTimeout( later, 500 );
			} )
				.then( function () {
					return gather( element, '/me/participations/' + place.id, token );
				} )
				.then( function ( now ) {
					return admitted( element, now, token );
				} );
		}
		if ( place.admission !== 'READY' ) {
			throw new Error( place.reason || place.admission );
		}
		return place;
	}

	/** Into the cart, with the price as a token on the line. */
	function cartAddress( element, place ) {
		return (
			'/?add-to-cart=' + encodeURIComponent( element.dataset.product ) +
			'&gather_price_token=' + encodeURIComponent( place.reference )
		);
	}

	function join( element ) {
		if ( ! element.dataset.nonce ) {
			window.location.href = element.dataset.login;
			return Promise.resolve();
		}
		element.dataset.attempt = element.dataset.attempt || crypto.randomUUID();
		return session( element ).then( function ( token ) {
			var path = element.dataset.team
				? '/teams/' + element.dataset.team + '/participations'
				: '/campaigns/' + element.dataset.campaign + '/teams';
			return gather( element, path, token, true )
				.then( function ( place ) {
					return admitted( element, place, token );
				} )
				.then( function ( place ) {
					remember( 'gather_participation', place.id );
					window.location.href = cartAddress( element, place );
				} );
		} );
	}

	function show( element ) {
		var progress = element.querySelector( '.gather-progress' );
		element.querySelector( 'a' ).addEventListener( 'click', function ( event ) {
			event.preventDefault();
			join( element ).catch( function ( failure ) {
				element.dataset.attempt = '';
				progress.textContent = failure.message;
			} );
		} );
		if ( ! element.dataset.team ) {
			return Promise.resolve();
		}
		return gather( element, '/teams/' + element.dataset.team, element.dataset.key )
			.then( function ( team ) {
				progress.textContent = team.paid + ' / ' + team.size;
			} )
			.catch( function () {
				progress.textContent = '';
			} );
	}

	var given = new URLSearchParams( window.location.search );
	EVIDENCE.forEach( function ( name ) {
		if ( given.get( name ) ) {
			remember( name, given.get( name ) );
		}
	} );
	document.querySelectorAll( '[data-gather]' ).forEach( show );
} )();
