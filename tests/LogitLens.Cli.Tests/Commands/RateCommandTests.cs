namespace LogitLens.Cli.Tests.Commands;

public sealed class RateCommandTests
{
    private const string Key = "item,id,a,b,expected,words\n1,x,add 3,add -3,a,a\n2,y,add -3,add 3,b,tie\n";

    [Fact]
    public void A_rated_sheet_is_summed_up()
    {
        using Shell shell = new();
        string sheet = shell.Write("sheet.csv", "item,a,b,rater_1,rater_2\n2,q,r,b,b\n1,s,t,a,tie\n");
        shell.Write("sheet-key.csv", Key);

        Assert.Equal((ExitCode.Done, ""), (shell.Run("rate", sheet), shell.Error));
        Assert.Contains("2 items, 4 ratings by 2 raters", shell.Out, StringComparison.Ordinal);
        Assert.Contains("preference for the expected text", shell.Out, StringComparison.Ordinal);
        Assert.All(shell.Out.Split('\n'), line => Assert.True(line.Length <= 80, line));

        Assert.Equal(ExitCode.Done, shell.Run("rate", sheet, "--json"));
        using JsonDocument json = JsonDocument.Parse(shell.Out);
        Assert.Equal(0.875, json.RootElement.GetProperty("preference").GetProperty("value").GetDouble());
        Assert.Equal(1, json.RootElement.GetProperty("judges")[0].GetProperty("agreement").GetProperty("n").GetInt32());
    }

    [Fact]
    public void Words_that_people_chose_are_held_against_a_methods_and_chance()
    {
        using Shell shell = new();
        string sheet = shell.Write("sheet.csv", "item,rater_1,rater_2\n1,\"Dull, long\",dull!\n2,fun; nope,\n");
        shell.Write(
            "sheet-key.csv",
            "item,id,a,b,expected,words by integrated-gradients\n1,x,,,,dull long film a\n2,y,,,,good fun so was it\n");

        Assert.Equal((ExitCode.Done, ""), (shell.Run("rate", sheet), shell.Error));
        Assert.Contains("2 texts, 4 chosen words by 2 raters", shell.Out, StringComparison.Ordinal);
        Assert.Contains("words first by integrated-gradients", shell.Out, StringComparison.Ordinal);
        Assert.Contains("nope (item 2)", shell.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("preference", shell.Out, StringComparison.Ordinal);
        Assert.All(shell.Out.Split('\n'), line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public void A_sheet_that_is_missing_is_named_before_its_key()
    {
        using Shell shell = new();
        string sheet = shell.File("sheet.csv");
        Assert.Equal(ExitCode.WrongUse, shell.Run("rate", sheet));
        Assert.Contains($"{sheet}: no such file", shell.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("item,a,b,rater_1\n1,s,t,c\n", Key, "'c' is none of a, b and tie")]
    [InlineData("item,a,b,rater_1\n7,s,t,a\n", Key, "item 7 is not in the key")]
    [InlineData("item,a,b,rater_1\n1,s,t,a\n1,s,t,a\n", Key, "item 1 stands on the sheet twice")]
    [InlineData("item,a,b,rater_1\n1,s,t,\n", Key, "nothing is rated yet: write a, b or tie into rater_1")]
    [InlineData("item,a,b\n1,s,t\n", Key, "no column of ratings")]
    [InlineData("item,a,b,rater_1\n1,s,t,a\n", null, "sheet-key.csv: no such file: the sheet's key is needed")]
    public void What_cannot_be_read_is_wrong_use(string sheet, string? key, string message)
    {
        using Shell shell = new();
        string path = shell.Write("sheet.csv", sheet);
        if (key is not null)
        {
            shell.Write("sheet-key.csv", key);
        }

        Assert.Equal(ExitCode.WrongUse, shell.Run("rate", path));
        Assert.Contains(message, shell.Error, StringComparison.Ordinal);
    }
}
