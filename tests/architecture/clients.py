"""An import contract: clients of other systems are known to backends and providers only."""

from typing import cast

import grimp
from importlinter import Contract, ContractCheck, fields, output


class ClientsContract(Contract):
    """The packages in `clients` are imported only by modules inside a package named in `homes`, or by tests."""

    type_name = "clients"

    clients = fields.ListField(subfield=fields.StringField())
    homes = fields.SetField(subfield=fields.StringField())

    def check(self, graph: grimp.ImportGraph, verbose: bool) -> ContractCheck:
        """Find the imports that are made elsewhere."""
        # The fields above are descriptions; on an instance they hold the values themselves.
        clients = cast(list[str], self.clients)
        at_home = {*cast(set[str], self.homes), "tests"}
        strays = [
            f"{importer} -> {client}"
            for client in clients
            if client in graph.modules
            for importer in sorted(graph.find_modules_that_directly_import(client))
            if not at_home.intersection(importer.split(".")[:-1])
        ]
        return ContractCheck(kept=not strays, metadata={"strays": strays})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print them."""
        for stray in check.metadata["strays"]:
            output.print_error(f"- {stray}")
