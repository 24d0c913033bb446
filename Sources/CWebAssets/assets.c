// The files of assets/, put into the binary by C23's #embed: SwiftPM's .embedInCode takes minutes for what this does in a moment.

#include "CWebAssets.h"

#include <string.h>

static const unsigned char style_css[] = {
#embed "assets/style.css"
};
static const unsigned char follow_js[] = {
#embed "assets/follow.js"
};
static const unsigned char icon_svg[] = {
#embed "assets/icon.svg"
};
static const unsigned char layout[] = {
#embed "assets/layout.mustache"
};
static const unsigned char pager[] = {
#embed "assets/pager.mustache"
};
static const unsigned char tags[] = {
#embed "assets/tags.mustache"
};
static const unsigned char experiments[] = {
#embed "assets/experiments.mustache"
};
static const unsigned char experiment[] = {
#embed "assets/experiment.mustache"
};
static const unsigned char run[] = {
#embed "assets/run.mustache"
};
static const unsigned char logged_model[] = {
#embed "assets/logged-model.mustache"
};
static const unsigned char models[] = {
#embed "assets/models.mustache"
};
static const unsigned char model[] = {
#embed "assets/model.mustache"
};
static const unsigned char version[] = {
#embed "assets/version.mustache"
};
static const unsigned char not_found[] = {
#embed "assets/not-found.mustache"
};

static const struct {
    const char *name;
    cairn_web_asset asset;
} assets[] = {
    {"style.css", {style_css, sizeof style_css}},
    {"follow.js", {follow_js, sizeof follow_js}},
    {"icon.svg", {icon_svg, sizeof icon_svg}},
    {"layout.mustache", {layout, sizeof layout}},
    {"pager.mustache", {pager, sizeof pager}},
    {"tags.mustache", {tags, sizeof tags}},
    {"experiments.mustache", {experiments, sizeof experiments}},
    {"experiment.mustache", {experiment, sizeof experiment}},
    {"run.mustache", {run, sizeof run}},
    {"logged-model.mustache", {logged_model, sizeof logged_model}},
    {"models.mustache", {models, sizeof models}},
    {"model.mustache", {model, sizeof model}},
    {"version.mustache", {version, sizeof version}},
    {"not-found.mustache", {not_found, sizeof not_found}},
};

cairn_web_asset cairn_web_asset_named(const char *name) {
    for (size_t index = 0; index < sizeof assets / sizeof assets[0]; index++) {
        if (strcmp(assets[index].name, name) == 0) return assets[index].asset;
    }
    return (cairn_web_asset){NULL, 0};
}
