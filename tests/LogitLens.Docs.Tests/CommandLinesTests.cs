namespace LogitLens.Docs.Tests;

public sealed class CommandLinesTests
{
    [Fact]
    public void Calls_of_interp_are_read_with_their_comments_and_quoted_words() => Assert.Equal(
        (string[][])[["steer", "--strength", "-2,1", "--prompt", "the film\nis"], ["doctor"]],
        CommandLines.Parse("interp steer --strength -2,1 --prompt \"the film\nis\"   # in both directions\n\n./interp doctor"));

    [Fact]
    public void A_loop_is_as_many_calls_as_it_has_words() => Assert.Equal(
        (string[][])[["evaluate", "--shard", "1/2", "--output", "e-1"], ["evaluate", "--shard", "2/2", "--output", "e-2"], ["merge", "e-1", "e-2"]],
        CommandLines.Parse("for i in 1 2; do interp evaluate --shard $i/2 --output e-$i; done\ninterp merge e-1 e-2"));

    [Theory]
    [InlineData("evaluate --limit 60 --shots 1", "evaluate --limit 20 --shots 1")]
    [InlineData("evaluate --limit 6", "evaluate --limit 6")]
    [InlineData("evaluate", "evaluate")]
    [InlineData("evaluate --limit 60 --shard 1/2", "evaluate --limit 60 --shard 1/2")]
    [InlineData("steer --operation flip", "steer --operation flip --limit 20")]
    [InlineData("steer --prompt x", "steer --prompt x")]
    public void What_takes_long_is_done_over_fewer_examples(string call, string shorter) =>
        Assert.Equal(shorter, string.Join(' ', CommandLines.Shortened(call.Split(' '), most: 20)));

    [Theory]
    [InlineData("for f in *.json; do interp run $f; done")]
    [InlineData("for i in 1 2; do interp doctor; ls; done")]
    [InlineData("interp doctor\ncat results/log.txt")]
    [InlineData("interp doctor --json > doctor.json")]
    [InlineData("interp doctor \\\n  --json")]
    [InlineData("interp tokenize \"$TEXT\"")]
    [InlineData("interp tokenize 'a b'")]
    [InlineData("interp capture --sites *")]
    [InlineData("interp run c.json --processes 2")]
    [InlineData("DOTNET_gcServer=0 interp doctor")]
    public void What_only_a_shell_reads_or_starts_the_program_again_is_left_to_a_shell(string block) => Assert.Null(CommandLines.Parse(block));
}
