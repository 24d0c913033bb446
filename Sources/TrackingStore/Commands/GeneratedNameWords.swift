/// The words that generated names are made of.
enum GeneratedNameWords {
    static let adjectives = """
        agile airy amber apt ashen autumn azure bold brave bright brisk calm candid clear clever coastal cobalt coral crisp
        curious dapper daring deft dewy dusky eager early earnest fabled fair fleet fond frosty gentle glad golden grand
        hardy hazel hidden honest humble icy ivory jolly keen kind lasting light lively lofty lucid lunar mellow merry mild
        misty mossy nimble noble north olive open patient placid plucky polar proud quiet rapid ready rustic sandy serene
        silver sleek snowy solar spry steady stony sunlit swift tidal upland velvet verdant vivid warm wild windy wise
        """.split { $0 == " " || $0 == "\n" }.map(String.init)

    static let nouns = """
        acorn alder badger basalt beacon birch bison boulder bramble brook cairn canyon cedar cliff clover comet cove crane
        crest delta dune eagle ember falcon fern finch fjord flint forest fox gannet geyser glacier granite grove gull
        harbor hare hawk heath heron hill ibex island juniper kestrel lagoon lake larch lark ledge lichen lynx marlin marsh
        marten meadow mesa moor moss oak orchid osprey otter path peak pebble pine plover pond prairie puffin quarry raven
        reef ridge river robin rowan sage salmon shale shore slate spruce summit swallow thicket thistle trail trout valley
        """.split { $0 == " " || $0 == "\n" }.map(String.init)
}
