"""The leak suite: who may see what, held against everything that Frontdoor answers.

`truth` says by hand who may see which class of content on which host. `seeds` plants content of every class with canary
words in every field. `crawler` reads all that there is as every reader and tells which canaries came out; `verdict`
compares that with the truth. `register` lists the surfaces, `mutants` takes the guard off each of them.
"""
