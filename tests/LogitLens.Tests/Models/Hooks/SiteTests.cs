using LogitLens.Models;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Models;

public sealed class SiteTests
{
    [Fact]
    public void Names_are_those_that_the_field_reads_fluently()
    {
        Assert.Equal("blocks.3.attn.hook_z", new Site(SiteKind.Z, 3).Name);
        Assert.Equal("blocks.0.hook_resid_post", new Site(SiteKind.ResidPost).Name);
        Assert.Equal("hook_embed", new Site(SiteKind.Embed).Name);
        Assert.Equal("ln_final.hook_normalized", new Site(SiteKind.FinalNormalized).Name);
    }

    [Fact]
    public void A_model_has_thirteen_sites_a_block_and_three_outside() =>
        Assert.Equal((13 * SmallModel.Config.Layers) + 3, Site.All(SmallModel.Config).Distinct().Count());

    [Fact]
    public void Patterns_select_in_the_order_of_the_forward_pass()
    {
        IReadOnlyList<Site> sites = Site.Select("blocks.*.hook_resid_post, hook_embed,blocks.1.attn.hook_?", SmallModel.Config);

        Assert.Equal(
            ["hook_embed", "blocks.0.hook_resid_post", "blocks.1.attn.hook_q", "blocks.1.attn.hook_k", "blocks.1.attn.hook_v", "blocks.1.attn.hook_z",
                "blocks.1.hook_resid_post", "blocks.2.hook_resid_post", "blocks.3.hook_resid_post"],
            sites.Select(site => site.Name));
    }

    [Fact]
    public void A_pattern_that_selects_nothing_is_named()
    {
        InputException error = Assert.Throws<InputException>(() => Site.Select("hook_embed,blocks.9.hook_resid_post", SmallModel.Config));

        Assert.StartsWith("site 'blocks.9.hook_resid_post' matches nothing in a model of 4 layers", error.Message, StringComparison.Ordinal);
    }
}
