#ifndef CAIRN_WEB_ASSETS_H
#define CAIRN_WEB_ASSETS_H

#include <stddef.h>

/// A file of `assets/` as it was when this library was built. The bytes live as long as the process.
typedef struct {
    const unsigned char *_Nullable bytes;
    size_t count;
} cairn_web_asset;

/// The asset with this file name; `bytes` is NULL when there is none.
cairn_web_asset cairn_web_asset_named(const char *_Nonnull name);

#endif
