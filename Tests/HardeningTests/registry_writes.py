"""The requests of the kill loop that write to the model registry."""

from expected_store import version_cells, version_identity


class RegistryWrites:
    """Part of a writer: what it may write to registered models, likewise."""

    def registry_writes(self):
        """(weight, kind) of each."""
        return [
            (0.6, self.create_model), (3, self.create_version), (2, self.stage), (2, self.promotion), (2, self.alias),
            (0.5, self.delete_alias), (0.7, self.delete_version), (0.5, self.describe_version), (0.2, self.delete_model),
            (0.3, self.rename_model),
        ]

    def create_model(self):
        name = f"model-{self._request_id}"
        effects = {(("model", name), ("tag", "owner")): self.name}
        body = {"name": name, "tags": [{"key": "owner", "value": self.name}]}
        return self._write(
            "POST", "registered-models/create", body, lambda created: effects | {(("model", name), ("created",)): created},
            learn=lambda answer: answer["registered_model"]["creation_timestamp"], find=lambda look: look.creation_of(name),
            remember=lambda _: self._models.append(name))

    def _own_models(self):
        return [name for name in self._models if self._expected.value(("model", name), ("created",))]

    def create_version(self):
        """Of a model that all write to, or of one of the writer's own."""
        model = self._chance.choice(self._shared_models + self._own_models()[-1:])
        request_id, run, source = self._request_id, self._shared_run, f"s3://bucket/{self._request_id}"
        body = {"name": model, "source": source, "run_id": run, "tags": [{"key": "made_by", "value": request_id}]}

        def effects(made):
            number, created = made
            version = {"version": number, "creation_timestamp": created, "current_stage": "None", "description": ""}
            return {(("model", model), cell): value for cell, value in version_cells(version | body).items()}

        def remember(made):
            self._expected.give_number(model, made[0], request_id)
            self._versions.append((model, made[0]))

        return self._write(
            "POST", "model-versions/create", body, effects, learn=lambda answer: version_identity(answer["model_version"]),
            find=lambda look: look.version_of(request_id), remember=remember)

    def _own_version(self, only_of_own_model=False):
        """A version that this writer made and that is still there."""
        there = [
            (model, number) for model, number in self._versions[-12:]
            if self._expected.value(("model", model), ("version", number, "source")) and (not only_of_own_model or model in self._models)
        ]
        return self._chance.choice(there) if there else (None, None)

    def stage(self):
        model, number = self._own_version()
        if not model:
            return None
        stage = self._chance.choice(["None", "Staging", "Production", "Archived"])
        effects = {(("model", model), ("version", number, "current_stage")): stage}
        return self._write("POST", "model-versions/transition-stage", {"name": model, "version": number, "stage": stage}, lambda _: effects)

    def promotion(self):
        """To Production, and whatever is there to Archived: one request, several versions."""
        model, number = self._own_version(only_of_own_model=True)
        if not model:
            return None
        cells = self._expected.cells(("model", model))
        is_in_production = [cell for cell, value in cells.items() if cell[-1] == "current_stage" and value == "Production"]
        effects = {(("model", model), cell): "Archived" for cell in is_in_production}
        effects[("model", model), ("version", number, "current_stage")] = "Production"
        body = {"name": model, "version": number, "stage": "Production", "archive_existing_versions": True}
        return self._write("POST", "model-versions/transition-stage", body, lambda _: effects)

    def alias(self):
        model, number = self._own_version()
        if not model:
            return None
        alias = f"{self.name}-{self._chance.choice('ab')}"
        effects = {(("model", model), ("alias", alias)): number}
        return self._write("POST", "registered-models/alias", {"name": model, "alias": alias, "version": number}, lambda _: effects)

    def delete_alias(self):
        model, _ = self._own_version()
        if not model:
            return None
        alias = f"{self.name}-{self._chance.choice('ab')}"
        effects = {(("model", model), ("alias", alias)): None}
        return self._write("DELETE", "registered-models/alias", {"name": model, "alias": alias}, lambda _: effects)

    def describe_version(self):
        model, number = self._own_version()
        if not model:
            return None
        effects = {(("model", model), ("version", number, "description")): f"text {self._number}"}
        body = {"name": model, "version": number, "description": f"text {self._number}"}
        return self._write("PATCH", "model-versions/update", body, lambda _: effects)

    def delete_version(self):
        """Its aliases go with it, its number never comes back."""
        model, number = self._own_version()
        if not model:
            return None
        aliases = {("alias", f"{self.name}-{letter}") for letter in "ab"}
        gone = [
            cell for cell, value in self._expected.cells(("model", model)).items()
            if cell[:2] == ("version", number) or cell in aliases and value == number
        ]
        effects = {(("model", model), cell): None for cell in gone}
        return self._write("DELETE", "model-versions/delete", {"name": model, "version": number}, lambda _: effects)

    def rename_model(self):
        """Everything in it follows."""
        if not self._own_models():
            return None
        old, new = self._own_models()[-1], f"model-{self._request_id}"
        effects = {}
        for cell, value in self._expected.cells(("model", old)).items():
            effects |= {(("model", old), cell): None, (("model", new), cell): value}

        def remember(_):
            self._models[self._models.index(old)] = new
            self._versions = [(new if model == old else model, number) for model, number in self._versions]

        return self._write("POST", "registered-models/rename", {"name": old, "new_name": new}, lambda _: effects, remember=remember)

    def delete_model(self):
        models = self._own_models()
        if len(models) < 3:
            return None
        name = models[0]
        effects = {(("model", name), cell): None for cell in self._expected.cells(("model", name))}
        return self._write("DELETE", "registered-models/delete", {"name": name}, lambda _: effects)
