"""Makes static/vendor, the sheets and fonts the browser gets, from their registry packages."""
