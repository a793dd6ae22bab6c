// Facts in Wagtail's rich text editor: a chooser, and a name in the place of the words that readers get.
(() => {
  const { React, draftail } = window;

  class FactSource extends draftail.ModalWorkflowSource {
    getChooserConfig() {
      const handlers = new window.ChooserModalOnloadHandlerFactory().getOnLoadHandlers();
      return {
        url: this.props.entityType.chooserUrls.factChooser,
        urlParams: {},
        onload: handlers,
        responses: {
          chosen: (data) => this.onChosen({ ...data, prefer_this_title_as_link_text: true }),
        },
      };
    }

    filterEntityData(data) {
      return { id: data.id };
    }
  }

  const Fact = (props) =>
    React.createElement('span', { className: 'TooltipEntity', title: props.contentState.getEntity(props.entityKey).getData().id }, props.children);

  ['FACT', 'FACT_FULL'].forEach((type) => {
    draftail.registerPlugin({ type, source: FactSource, decorator: Fact }, 'entityTypes');
  });
})();
