using LogitLens.Experiments.Steering;

namespace LogitLens.Tests.Experiments.Steering.Texts;

public sealed class AskedSettingTests
{
    private static readonly (string Text, int Label)[] s_texts = [("bad", 0), ("good", 2), ("so so", 1), ("great", 2), ("fine", 2), ("awful", 0)];

    [Fact]
    public void Each_class_is_asked_for_by_each_instruction_and_each_is_a_draw_of_its_aim()
    {
        TextSetting[] settings = Of(new SteerTextOptions { Demonstrations = 0, Instruction = new Instruction("Be {label}.|Write {label} text") });

        Assert.Equal(
        [
            ("instructed positive", 1, 1, "Be positive.\n"), ("instructed positive, draw 2", 1, 2, "Write positive text\n"),
            ("instructed negative", -1, 1, "Be negative.\n"), ("instructed negative, draw 2", -1, 2, "Write negative text\n"),
            ("instructed neutral", -1, 3, "Be neutral.\n"), ("instructed neutral, draw 2", -1, 4, "Write neutral text\n"),
        ], settings.Select(setting => (setting.Name, setting.Aim, setting.Draw!.Value, setting.Before!)));
        Assert.All(settings, setting => Assert.Equal((TextSettingKind.Instruction, null), (setting.Kind, setting.Item)));
    }

    [Fact]
    public void Demonstrations_are_the_first_texts_of_the_class_and_then_drawn_ones()
    {
        TextSetting[] settings = Of(new SteerTextOptions { Demonstrations = 2, DemonstrationDraws = 2, Instruction = new Instruction("none") });

        Assert.Equal(["prompted positive", "prompted not positive", "prompted positive, draw 2", "prompted not positive, draw 2"],
            settings.Select(setting => setting.Name));
        Assert.Equal(["good\ngreat\n", "bad\nso so\n"], settings.Take(2).Select(setting => setting.Before));
        Assert.Equal([1, -1, 1, -1], settings.Select(setting => setting.Aim));
        Assert.All(settings[2].Before!.Trim().Split('\n'), text => Assert.Contains(text, (string[])["good", "great", "fine"]));
    }

    [Fact]
    public void A_text_may_ask_for_one_class_alone()
    {
        IReadOnlyList<string>[] texts = new Instruction("positive=Write a happy review, please.|negative=Write a sad one: a=b.").For(["negative", "positive"]);

        Assert.Equal([["Write a sad one: a=b."], ["Write a happy review, please."]], texts);
    }

    [Fact]
    public void A_text_that_asks_for_no_class_is_refused() => Assert.Contains(
        "--instruction: 'Write well.' asks for no class: put {label} where its word is to stand, or one of negative=, positive= before it",
        Assert.Throws<InputException>(() => new Instruction("Write well.").For(["negative", "positive"])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("a {label}|")]
    [InlineData("a {label}| |b {label}")]
    public void Empty_texts_are_none(string text) => Assert.False(Instruction.TryParse(text, out _));

    [Fact]
    public void What_asks_stands_between_bos_and_the_prompt()
    {
        Assert.Equal([0, 7, 8, 1, 2], AskedSetting.Put([7, 8], [0, 1, 2], first: 1));
        Assert.Equal([7, 8, 1, 2], AskedSetting.Put([7, 8], [1, 2], first: 0));
    }

    private static TextSetting[] Of(SteerTextOptions options) =>
        [.. AskedSetting.Of(options, ["negative", "neutral", "positive"], towards: 2, s_texts, seed: 1)];
}
