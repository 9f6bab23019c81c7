using TinyModel.Corpus;

namespace TinyModel.Tests.Corpus;

public sealed class HeldOutTests
{
    [Fact]
    public void Case_spacing_and_the_final_stop_make_no_difference()
    {
        Assert.All(
            Enumerable.Range(0, 200).Select(i => $"It is a very good film number {i}"),
            text => Assert.Equal(HeldOut.Contains(text), HeldOut.Contains(TextStyle.Tokenised(text) + " .")));
    }

    [Fact]
    public void Operators_make_a_difference()
    {
        int differ = Enumerable.Range(0, 200).Count(i => HeldOut.Contains($"What is {i} + 3?") != HeldOut.Contains($"What is {i} - 3?"));

        Assert.True(differ > 0);
    }

    [Fact]
    public void About_one_text_in_ten_is_held_out()
    {
        int held = Enumerable.Range(0, 5000).Count(i => HeldOut.Contains($"text {i}"));

        Assert.InRange(held, 400, 600);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Drawing_gives_texts_of_the_side_that_was_asked_for(bool evaluation)
    {
        int next = 0;

        Assert.All(
            Enumerable.Range(0, 50).Select(_ => HeldOut.Draw(() => $"text {next++}", t => t, evaluation)),
            text => Assert.Equal(evaluation, HeldOut.Contains(text)));
    }
}
