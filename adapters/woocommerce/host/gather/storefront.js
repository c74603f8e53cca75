/*
 * A team's progress and the button to join it, for each element that the shortcode [gather_team] left in the page. Plain browser JavaScript, no dependency.
 * It also keeps who led a buyer here in a cookie: pages from a cache never reach the plugin's PHP.
 */
( function () {
	'use strict';

	var CLICK = 'gather_click';

	/** Who led a buyer here is kept for a month. */
	function rememberClick( value ) {
		document.cookie = CLICK + '=' + encodeURIComponent( value ) + '; path=/; max-age=2592000; samesite=lax';
	}

	function click() {
		var found = document.cookie.split( '; ' ).filter( function ( pair ) {
			return pair.indexOf( CLICK + '=' ) === 0;
		} )[ 0 ];
		return found ? decodeURIComponent( found.slice( CLICK.length + 1 ) ) : null;
	}

	function answered( response ) {
		return response.json().then( function ( body ) {
			if ( ! response.ok ) {
				var failure = new Error( body.detail || body.message || String( response.status ) );
				failure.status = response.status;
				failure.code = body.code;
				throw failure;
			}
			return body;
		} );
	}

	function attemptName( element ) {
		return 'gather-attempt-' + ( element.dataset.team ? 'team-' + element.dataset.team : 'campaign-' + element.dataset.campaign );
	}

	/** The same key until there is a definite answer, also when the page is loaded anew: what was lost on the way is not done twice. */
	function attempt( element ) {
		var key = window.sessionStorage.getItem( attemptName( element ) ) || crypto.randomUUID();
		window.sessionStorage.setItem( attemptName( element ), key );
		return key;
	}

	function isDefinite( failure ) {
		return (
			failure.status >= 400 && failure.status < 500 &&
			failure.status !== 408 && failure.status !== 429 && failure.code !== 'idempotency-key-in-flight'
		);
	}

	function answeredAttempt( element ) {
		window.sessionStorage.removeItem( attemptName( element ) );
	}

	function gather( element, path, token, post ) {
		var headers = { Authorization: 'Bearer ' + token };
		if ( post ) {
			headers[ 'Content-Type' ] = 'application/json';
			headers[ 'Idempotency-Key' ] = attempt( element );
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
					click: click(),
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

	/**
	 * Into the cart, with the place, which stays with the cart and not with the browser, and with the price as a token on the line; where the price is given by rebate there is none.
	 * "12-34" is a variation of a product.
	 */
	function cartAddress( element, place ) {
		var variant = element.dataset.product.split( '-' );
		var home = element.dataset.home;
		return (
			home + ( home.indexOf( '?' ) < 0 ? '?' : '&' ) + 'add-to-cart=' + encodeURIComponent( variant[ 0 ] ) +
			( variant[ 1 ] ? '&variation_id=' + encodeURIComponent( variant[ 1 ] ) : '' ) +
			'&gather_participation=' + encodeURIComponent( place.id ) +
			( place.reference ? '&gather_price_token=' + encodeURIComponent( place.reference ) : '' )
		);
	}

	/** The place that the buyer has already and has not paid, in this team or campaign; the refusal if there is none. */
	function ownPlace( element, token, refusal ) {
		return gather( element, '/me/participations', token ).then( function ( page ) {
			var held = page.items.filter( function ( place ) {
				return place.state === 'HELD';
			} );
			return Promise.all(
				held.map( function ( place ) {
					return element.dataset.team
						? place.team === element.dataset.team
						: gather( element, '/teams/' + place.team, element.dataset.key ).then( function ( team ) {
							return team.campaign === element.dataset.campaign;
						} );
				} )
			).then( function ( here ) {
				var own = held[ here.indexOf( true ) ];
				if ( ! own ) {
					throw refusal;
				}
				return own;
			} );
		} );
	}

	function take( element, token ) {
		var path = element.dataset.team
			? '/teams/' + element.dataset.team + '/participations'
			: '/campaigns/' + element.dataset.campaign + '/teams';
		return gather( element, path, token, true ).then(
			function ( place ) {
				answeredAttempt( element );
				return place;
			},
			function ( failure ) {
				if ( isDefinite( failure ) ) {
					answeredAttempt( element );
				}
				if ( failure.code === 'already-in-team' ) {
					return ownPlace( element, token, failure );
				}
				throw failure;
			}
		);
	}

	function join( element ) {
		if ( ! element.dataset.nonce ) {
			window.location.href = element.dataset.login;
			return Promise.resolve();
		}
		return session( element ).then( function ( token ) {
			return take( element, token )
				.then( function ( place ) {
					return admitted( element, place, token );
				} )
				.then( function ( place ) {
					window.location.href = cartAddress( element, place );
				} );
		} );
	}

	function show( element ) {
		var progress = element.querySelector( '.gather-progress' );
		var running = false;
		element.querySelector( 'a' ).addEventListener( 'click', function ( event ) {
			event.preventDefault();
			if ( running ) {
				return;
			}
			running = true;
			join( element )
				.catch( function ( failure ) {
					progress.textContent = failure.message;
				} )
				.then( function () {
					running = false;
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

	var given = new URLSearchParams( window.location.search ).get( CLICK );
	if ( given ) {
		rememberClick( given );
	}
	document.querySelectorAll( '[data-gather]' ).forEach( show );
} )();
