#if !CHROMIUM
namespace LogitLens.Browser.Tests;

public sealed class WithoutBrowserTests
{
    [Fact(Skip = "needs /usr/bin/chromium when the tests are built")]
    public void Reports_are_read_in_a_browser()
    {
    }
}
#endif
