"""Every kind of page, on every site, in every state, is fit for everybody to use."""
